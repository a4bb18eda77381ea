"""Fine-tunes a BERT-like encoder on the text track with PyTorch: the peer of `attune train text`.

Situation and dialogue (without the last reply) are one sequence of at most 128 tokens, pooled by
the mean over its tokens. AdamW, batches of similar length, bfloat16 autocast over float32 weights.

    python Benchmarks/peers/text_track.py --data ../shared/data/text-track --encoder MINILM
    python Benchmarks/peers/text_track.py --data … --encoder … --epochs 1 --steps 50
    python Benchmarks/peers/text_track.py --data … --encoder … --elsewhere elsewhere/meld

Progress goes to standard error, one JSON line an epoch to standard output: `train_seconds` covers
batching, forward, backward and optimizer of the steps done, without validation; with `--steps`,
`epoch_seconds` is that time scaled to the tokens of a whole epoch. The first steps warm up, so
leave the first epoch out of a comparison when there are few. `--elsewhere` adds a line for each
folder of Scripts/assemble-elsewhere.py: what the trained model scores there.
"""

import argparse
import contextlib
import json
import random
import sys
import time
from pathlib import Path

import torch
from labels import CLASS_OF, CLASSES, WORDS
from sklearn.metrics import accuracy_score, f1_score, recall_score
from torch import nn
from transformers import AutoModel, BertTokenizer

# Batches whose sequences are sorted by length together.
BUCKET_BATCHES = 50


def sequences(path, tokenizer, maximum, targets):
    """Token ids and target of the last turn of each conversation."""
    texts, labels = [], []
    for conversation in json.loads(Path(path).read_text()):
        turn = conversation["turns"][-1]
        parts = [turn["context"]] + [part["utterance"] for part in turn["dialogue_history"]]
        texts.append(" ".join(parts))
        word = turn["chain_of_empathy"]["speaker_emotion"]
        labels.append(WORDS.index(word) if targets == "words" else CLASSES.index(CLASS_OF[word]))
    ids = tokenizer(texts, truncation=True, max_length=maximum, padding=False)["input_ids"]
    return list(zip(ids, labels))


class Classifier(nn.Module):
    def __init__(self, encoder, classes, dropout):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(self.encoder.config.hidden_size, classes)

    def forward(self, ids, mask):
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        return self.output(self.dropout((hidden * weights).sum(1) / weights.sum(1)))


def bucketed(examples, size, rng):
    """Batches of similar length in a random order."""
    order = list(range(len(examples)))
    rng.shuffle(order)
    batches = []
    for start in range(0, len(order), size * BUCKET_BATCHES):
        chunk = sorted(order[start:start + size * BUCKET_BATCHES],
                       key=lambda index: len(examples[index][0]))
        batches += [chunk[at:at + size] for at in range(0, len(chunk), size)]
    rng.shuffle(batches)
    return [[examples[index] for index in batch] for batch in batches]


def padded(batch):
    """Ids `[B, T]`, mask `[B, T]` (1 = token) and targets `[B]`, T the longest of the batch."""
    longest = max(len(ids) for ids, _ in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, (tokens, _) in enumerate(batch):
        ids[row, :len(tokens)] = torch.tensor(tokens)
        mask[row, :len(tokens)] = 1
    return ids, mask, torch.tensor([target for _, target in batch])


def precision(arguments):
    if arguments.precision == "bfloat16":
        return torch.autocast("cpu", dtype=torch.bfloat16)
    return contextlib.nullcontext()


@torch.no_grad()
def validate(model, examples, arguments):
    """Accuracy, macro-F1 over the seven classes, recall of those that are there.

    Words are summed into their class.
    """
    model.eval()
    truth, predicted = [], []
    ordered = sorted(examples, key=lambda example: len(example[0]))
    class_of_word = torch.zeros(len(WORDS), len(CLASSES))
    for row, word in enumerate(WORDS):
        class_of_word[row, CLASSES.index(CLASS_OF[word])] = 1
    for start in range(0, len(ordered), 64):
        ids, mask, targets = padded(ordered[start:start + 64])
        with precision(arguments):
            logits = model(ids, mask)
        probabilities = logits.float().softmax(-1)
        if arguments.targets == "words":
            probabilities = probabilities @ class_of_word
            targets = class_of_word.argmax(-1)[targets]
        predicted += probabilities.argmax(-1).tolist()
        truth += targets.tolist()
    return {"accuracy": accuracy_score(truth, predicted),
            "macro_f1": f1_score(truth, predicted, average="macro", zero_division=0),
            "unweighted_average_recall": recall_score(
                truth, predicted, average="macro", labels=sorted(set(truth)), zero_division=0)}


def show(figures):
    print(json.dumps({key: round(value, 4) if isinstance(value, float) else value
                      for key, value in figures.items()}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True,
                        help="folder with train.json and val.json")
    parser.add_argument("--encoder", required=True, help="folder of the encoder, as the hub's")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--steps", type=int, help="end each epoch after so many steps")
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--learning-rate", type=float, default=1e-4)
    parser.add_argument("--schedule", choices=["linear", "constant"], default="linear",
                        help="linear: up over the first tenth of all steps, then down to 0")
    parser.add_argument("--dropout", type=float, default=0.1, help="of the pooled vector")
    parser.add_argument("--maximum-tokens", type=int, default=128)
    parser.add_argument("--targets", choices=["classes", "words"], default="classes")
    parser.add_argument("--precision", choices=["bfloat16", "float32"], default="bfloat16")
    parser.add_argument("--validation", type=int, metavar="N",
                        help="validate on N conversations only")
    parser.add_argument("--elsewhere", type=Path, nargs="*", default=[], metavar="FOLDER",
                        help="also score on test.json of these")
    parser.add_argument("--threads", type=int, help="default: as PyTorch chooses")
    parser.add_argument("--seed", type=int, default=42)
    arguments = parser.parse_args()
    for path in [arguments.data / "train.json", arguments.data / "val.json",
                 *(folder / "test.json" for folder in arguments.elsewhere)]:
        if not path.exists():
            sys.exit(f"{path}: absent; --data wants the text track's folder, --elsewhere others")
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)

    tokenizer = BertTokenizer.from_pretrained(arguments.encoder)
    train, val = (sequences(arguments.data / name, tokenizer, arguments.maximum_tokens,
                            arguments.targets) for name in ["train.json", "val.json"])
    if arguments.validation:
        val = random.Random(0).sample(val, min(arguments.validation, len(val)))
    classes = len(WORDS if arguments.targets == "words" else CLASSES)
    model = Classifier(arguments.encoder, classes, arguments.dropout)
    optimizer = torch.optim.AdamW(model.parameters(), lr=arguments.learning_rate)
    in_epoch = -(-len(train) // arguments.batch_size)
    total = min(in_epoch, arguments.steps or in_epoch) * arguments.epochs
    warmup = total // 10 if arguments.schedule == "linear" else 0
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: 1 if arguments.schedule == "constant" else
        (step + 1) / warmup if step < warmup else (total - step) / (total - warmup))
    every_token = sum(len(ids) for ids, _ in train)
    print(f"{len(train)} training and {len(val)} validation conversations, "
          f"{every_token / len(train):.0f} tokens each, {torch.get_num_threads()} threads",
          file=sys.stderr)

    for epoch in range(arguments.epochs):
        model.train()
        losses, tokens, start = [], 0, time.perf_counter()
        for batch in bucketed(train, arguments.batch_size, rng)[:arguments.steps]:
            ids, mask, targets = padded(batch)
            with precision(arguments):
                logits = model(ids, mask)
                loss = nn.functional.cross_entropy(logits, targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scheduler.step()
            losses.append(loss.item())
            tokens += int(mask.sum())
            if len(losses) % 50 == 0:
                print(f"epoch {epoch + 1}, step {len(losses)}: loss "
                      f"{sum(losses[-50:]) / 50:.4f}", file=sys.stderr)
        seconds = time.perf_counter() - start
        figures = {
            "epoch": epoch + 1, "steps": len(losses), "loss": sum(losses) / len(losses),
            "train_seconds": seconds, "epoch_seconds": seconds * every_token / tokens,
            "conversations_per_second": len(train) / (seconds * every_token / tokens),
        }
        start = time.perf_counter()
        figures.update(validate(model, val, arguments))
        figures["validation_seconds"] = time.perf_counter() - start
        show(figures)
    for folder in arguments.elsewhere:
        elsewhere = sequences(folder / "test.json", tokenizer, arguments.maximum_tokens,
                              arguments.targets)
        show({"elsewhere": folder.name, "conversations": len(elsewhere),
              **validate(model, elsewhere, arguments)})


if __name__ == "__main__":
    main()
