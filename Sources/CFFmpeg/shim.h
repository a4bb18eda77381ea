#pragma once
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/murmur3.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/sha.h>
#include <libavutil/tx.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// What Swift cannot see of FFmpeg: macros with casts, and a call that moved between releases.

/// The status of a call that has nothing more to give.
static inline int CFFmpegEndOfFile(void) { return AVERROR_EOF; }

/// The status of a decoder or encoder that wants input before it gives output.
static inline int CFFmpegTryAgain(void) { return AVERROR(EAGAIN); }

/// The timestamp that means "unknown".
static inline int64_t CFFmpegNoTimestamp(void) { return AV_NOPTS_VALUE; }

/// The stream's 3×3 display matrix, borrowed from the stream, or NULL where it has none.
static inline const int32_t *CFFmpegDisplayMatrix(const AVStream *stream) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const AVPacketSideData *data = av_packet_side_data_get(
      stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data,
      AV_PKT_DATA_DISPLAYMATRIX);
  return data && data->size >= 9 * sizeof(int32_t) ? (const int32_t *)data->data : NULL;
#else
  size_t size = 0;
  const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data && size >= 9 * sizeof(int32_t) ? (const int32_t *)data : NULL;
#endif
}
