"""The network: one encoder pass per window, and a head for each kind of output."""

from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor, nn
from transformers import AutoModel

from whence.records.plover import EVENT_TYPES

__all__ = [
    "NAME_TAGS",
    "NEVER",
    "REACH",
    "SIGHT",
    "SPAN",
    "TAGS",
    "Chances",
    "EventHead",
    "Network",
    "ReferenceHead",
    "RoleHead",
    "Size",
    "sequence_loss",
    "taught_sequence_loss",
]

REACH = 80
"""Words before a cue, and after it, that are scored. 99 % of the attributions of PolNeAR train lie within 72."""
SPAN = 2 * REACH
TAGS = 5
"""Outside; beginning and inside of a source; beginning and inside of a content."""
CUE_TAGS = 3
"""Outside; beginning and inside of a cue."""
NAME_TAGS = 7
"""Outside; beginning and inside of a person's name; the same for an organisation's and a place's name."""
SIGHT = 160
"""Words before a pronoun or description, and after it, that are scored as its antecedents: nearly all of a window."""
_WEIGHING = 2
"""Certainty that what a word says happened, from -3 to 3; and log-odds of the word being a predicate."""
_TRIGGER_TAGS = 2
"""Not a trigger; a trigger."""
_ROLE_WIDTH = 128
_ANNOTATOR_COUNT = 8
"""No particular one, the six annotators of PolNeAR, and our own labels."""
_HABIT_COUNT = 5
NEVER = -1e4
"""Score of impossible answers. Not minus infinity, which has no gradient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of an encoder, apart from its width."""

    layers: int
    inner: int
    """Units within each layer."""
    attention: int
    """Columns of each layer's queries, of all its heads together."""


class SharedDropout(nn.Module):
    """Dropout of the same units at every word of a window, which costs next to nothing on a CPU.

    Reference:
        Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", NIPS 2016.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Drop units of (B, L, width) or (L, width)."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(*x.shape[:-2], 1, x.shape[-1], device=x.device) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class Encoder(nn.Module):
    """A BERT with additional input features: how each word is written, and where quotation marks are."""

    def __init__(self, folder: str, *, dropout: float, size: Size | None = None) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            folder,
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
            add_pooling_layer=False,
            ignore_mismatched_sizes=True,
            **({"num_hidden_layers": size.layers, "intermediate_size": size.inner} if size else {}),
        )
        self.bert.embeddings.dropout = SharedDropout(dropout)
        for layer in self.bert.encoder.layer:
            layer.attention.output.dropout = SharedDropout(dropout)
            layer.output.dropout = SharedDropout(dropout)
            if size:
                _narrow_attention(layer.attention, size.attention)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        self.width: int = self.bert.config.hidden_size
        self.shapes = nn.Embedding(6, self.width)
        self.marks = nn.Embedding(4, self.width)
        self.places = nn.Embedding(3, self.width)
        for table in (self.shapes, self.marks, self.places):
            nn.init.zeros_(table.weight)

    def quicken(self) -> None:
        """Compute attention in one operator, which takes less time in training. The export needs the other form."""
        self.bert.set_attn_implementation("sdpa")

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Encode windows: pieces (B, L), features (B, L, 3), mask (B, L) -> (B, L, width)."""
        embedded = self.bert.embeddings.word_embeddings(pieces)
        embedded = (
            embedded + self.shapes(features[..., 0]) + self.marks(features[..., 1]) + self.places(features[..., 2])
        )
        hidden: Tensor = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return hidden


def _narrow_attention(attention: nn.Module, columns: int) -> None:
    """Give a layer's attention fewer heads, of the same size."""
    own, out = attention.self, attention.output
    if columns != own.all_head_size:
        own.num_attention_heads, own.all_head_size = columns // own.attention_head_size, columns
        for part in ("query", "key", "value"):
            setattr(own, part, nn.Linear(own.query.in_features, columns))
        out.dense = nn.Linear(columns, out.dense.out_features)


class TagHead(nn.Module):
    """Word vectors -> logits of each word's tags.

    Args:
        width: Width of the word vectors.
        tags: Number of tags.
        hands: Number of annotators or corpora; 0 is no particular one.
        dropout: Share of units dropped in training.
    """

    def __init__(self, width: int, tags: int, hands: int, *, dropout: float) -> None:
        super().__init__()
        self.dropout = SharedDropout(dropout)
        self.hidden = nn.Linear(width, width)
        self.annotators = nn.Embedding(hands, width)
        nn.init.zeros_(self.annotators.weight)
        self.out = nn.Linear(width, tags)

    def forward(self, words: Tensor, hands: Tensor) -> Tensor:
        """Score tags: (B, W, width), (B,) -> (B, W, tags)."""
        hidden = nn.functional.gelu(self.hidden(self.dropout(words)) + self.annotators(hands)[:, None])
        out: Tensor = self.out(hidden)
        return out


class Mix(nn.Module):
    """A residual block in which each word sees its neighbours."""

    def __init__(self, width: int, *, spread: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.near = nn.Conv1d(width, width, 7, padding=3 * spread, dilation=spread, groups=width)
        self.up = nn.Linear(width, 2 * width)
        self.down = nn.Linear(2 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve (N, S, width) along S."""
        near = self.near(self.norm(x).transpose(1, 2)).transpose(1, 2)
        mixed: Tensor = x + self.down(nn.functional.gelu(self.up(near)))
        return mixed


class RoleHead(nn.Module):
    """For each cue, scores the role of every word around it."""

    def __init__(self, width: int, *, dropout: float) -> None:
        super().__init__()
        self.dropout = SharedDropout(dropout)
        self.word = nn.Linear(width, _ROLE_WIDTH)
        self.cue = nn.Linear(2 * width, 2 * _ROLE_WIDTH)
        self.distance = nn.Embedding(2 * REACH + 1, _ROLE_WIDTH)
        self.paragraph = nn.Embedding(5, _ROLE_WIDTH)
        self.annotators = nn.Embedding(_ANNOTATOR_COUNT, _ROLE_WIDTH)
        for table in (self.distance, self.paragraph, self.annotators):
            nn.init.normal_(table.weight, std=0.02)
        self.mixes = nn.ModuleList([Mix(_ROLE_WIDTH, spread=spread) for spread in (1, 3, 9)])
        self.norm = nn.LayerNorm(_ROLE_WIDTH)
        self.out = nn.Linear(_ROLE_WIDTH, TAGS)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.starts = nn.Parameter(torch.zeros(TAGS))

    def forward(self, words: Tensor, cues: Tensor, around: Tensor, places: Tensor, annotators: Tensor) -> Tensor:
        """Score roles.

        Args:
            words: (V, width) vectors of all words of the batch.
            cues: (N, 2) first and last word of each cue, as rows of ``words``.
            around: (N, SPAN) rows of ``words`` around each cue; any row for positions without a word.
            places: (N, SPAN, 2) distance from the cue in words and in paragraphs, shifted to be at least 0.
            annotators: (N,) annotator whose annotation is predicted.

        Returns:
            (N, SPAN, TAGS) scores.
        """
        words = self.dropout(words)
        flat = self.word(words)
        cue = self.cue(words[cues].flatten(1))
        gate, shift = cue[:, None].chunk(2, dim=-1)
        x = flat[around]
        x = x * (1 + gate) + shift + self.annotators(annotators)[:, None]
        x = x + self.distance(places[..., 0]) + self.paragraph(places[..., 1])
        x = nn.functional.gelu(x)
        for mix in self.mixes:
            x = mix(x)
        out: Tensor = self.out(self.norm(x))
        return out


class ReferenceHead(nn.Module):
    """For each pronoun or description, scores every word around it as its antecedent."""

    def __init__(self, width: int, *, dropout: float) -> None:
        super().__init__()
        self.dropout = SharedDropout(dropout)
        self.word = nn.Linear(width, _ROLE_WIDTH)
        self.asked = nn.Linear(width, 2 * _ROLE_WIDTH)
        self.nothing = nn.Linear(width, 1)
        self.distance = nn.Embedding(2 * SIGHT + 1, _ROLE_WIDTH)
        self.paragraph = nn.Embedding(5, _ROLE_WIDTH)
        for table in (self.distance, self.paragraph):
            nn.init.normal_(table.weight, std=0.02)
        self.hidden = nn.Linear(_ROLE_WIDTH, _ROLE_WIDTH)
        self.out = nn.Linear(_ROLE_WIDTH, 1)

    def forward(self, words: Tensor, asked: Tensor, around: Tensor, places: Tensor) -> Tensor:
        """Score antecedents.

        Args:
            words: (V, width) vectors of all words of the batch.
            asked: (N,) pronouns and descriptions, as rows of ``words``.
            around: (N, S) rows of ``words`` around each; any row for positions without a word.
            places: (N, S, 2) distance in words and in paragraphs, shifted to be at least 0.

        Returns:
            (N, S + 1) scores; the last column is "no word".
        """
        words = self.dropout(words)
        gate, shift = self.asked(words[asked])[:, None].chunk(2, dim=-1)
        x = self.word(words)[around] * (1 + gate) + shift
        x = x + self.distance(places[..., 0]) + self.paragraph(places[..., 1])
        x = nn.functional.gelu(self.hidden(nn.functional.gelu(x)))
        return torch.cat([self.out(x)[..., 0], self.nothing(words[asked])], dim=1)


class EventHead(nn.Module):
    """For an actor and a recipient, scores the words around them as the trigger of an event of each type."""

    def __init__(self, width: int, types: int, *, dropout: float) -> None:
        super().__init__()
        self.dropout = SharedDropout(dropout)
        self.word = nn.Linear(width, _ROLE_WIDTH)
        self.parties = nn.Linear(2 * width, 2 * _ROLE_WIDTH)
        self.part = nn.Embedding(3, _ROLE_WIDTH)
        nn.init.normal_(self.part.weight, std=0.02)
        self.hidden = nn.Linear(_ROLE_WIDTH, _ROLE_WIDTH)
        self.out = nn.Linear(_ROLE_WIDTH, types)

    def forward(self, words: Tensor, around: Tensor, actors: Tensor, recipients: Tensor) -> Tensor:
        """Score triggers and types.

        Args:
            words: (V, width) vectors of all words of the batch.
            around: (N, S) rows of ``words``.
            actors: (N, S) 1 for words of the actor, else 0.
            recipients: (N, S) 1 for words of the recipient, else 0.

        Returns:
            (N, S, types) scores.
        """
        near = self.dropout(words)[around]
        both = torch.cat([_mean(near, actors), _mean(near, recipients)], dim=1)
        gate, shift = self.parties(both)[:, None].chunk(2, dim=-1)
        x = self.word(near) * (1 + gate) + shift + self.part((actors + 2 * recipients).clamp(max=2).long())
        out: Tensor = self.out(nn.functional.gelu(self.hidden(nn.functional.gelu(x))))
        return out


def _mean(near: Tensor, chosen: Tensor) -> Tensor:
    """Average the chosen words of (N, S, width): (N, width), zeros if none is chosen."""
    weights = chosen.to(near.dtype) / chosen.sum(1, keepdim=True).clamp(min=1).to(near.dtype)
    return (near * weights[..., None]).sum(1)


class Network(nn.Module):
    """The encoder and all heads.

    Args:
        folder: Folder of the Hugging Face encoder that the weights begin as.
        dropout: Share of units dropped in training.
        size: The encoder's size, if it is smaller.
    """

    def __init__(self, folder: str, *, dropout: float = 0.1, size: Size | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(folder, dropout=dropout, size=size)
        width = self.encoder.width
        self.cue_head = TagHead(width, CUE_TAGS, _ANNOTATOR_COUNT, dropout=dropout)
        self.nested_head = TagHead(width, CUE_TAGS, 1, dropout=dropout)
        self.role_head = RoleHead(width, dropout=dropout)
        self.name_head = TagHead(width, NAME_TAGS, _HABIT_COUNT, dropout=dropout)
        self.reference_head = ReferenceHead(width, dropout=dropout)
        self.weighing_head = TagHead(width, _WEIGHING, _HABIT_COUNT, dropout=dropout)
        self.trigger_head = TagHead(width, _TRIGGER_TAGS, _HABIT_COUNT, dropout=dropout)
        self.party_head = RoleHead(width, dropout=dropout)
        self.event_head = EventHead(width, len(EVENT_TYPES), dropout=dropout)


def sequence_loss(scores: Tensor, tags: Tensor, mask: Tensor, moves: Tensor, starts: Tensor) -> Tensor:
    """Compute the negative log-likelihood of tag sequences under a linear-chain CRF.

    Args:
        scores: (N, S, TAGS) logits.
        tags: (N, S) gold tags.
        mask: (N, S) true where there is a word: the first words of each row.
        moves: (TAGS, TAGS) transition score from one tag (row) to the next (column).
        starts: (TAGS,) score of starting with a tag.

    Returns:
        (N,) in nats.

    Reference:
        Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001.
    """
    real = mask.to(scores.dtype)
    right = (scores.gather(2, tags[..., None])[..., 0] * real).sum(1)
    right = right + (moves[tags[:, :-1], tags[:, 1:]] * real[:, 1:]).sum(1) + starts[tags[:, 0]]
    return _total(scores, mask, moves, starts) - right


def taught_sequence_loss(scores: Tensor, taught: "Chances", mask: Tensor, moves: Tensor, starts: Tensor) -> Tensor:
    """Compute the cross-entropy of a linear-chain CRF with the teachers' expectations: (N,) in nats.

    If they put all probability on one sequence, the result equals `sequence_loss`; shapes as there.
    """
    held = (scores * taught.tags).sum((1, 2)) + (moves * taught.moves).sum((1, 2)) + taught.tags[:, 0] @ starts
    return _total(scores, mask, moves, starts) - held


@dataclass(frozen=True, slots=True)
class Chances:
    """Marginals of a linear-chain CRF: the probability of each tag at each word, and expected transition counts."""

    tags: Tensor
    """(N, S, TAGS), zeros where there is no word."""
    moves: Tensor
    """(N, TAGS, TAGS)"""

    @classmethod
    def of(cls, scores: Tensor, mask: Tensor, moves: Tensor, starts: Tensor) -> Self:
        """Compute the marginals as the gradient of the log-partition function; shapes as in `sequence_loss`."""
        with torch.enable_grad():
            scores = scores.detach().requires_grad_()
            each = moves.detach().expand(len(scores), -1, -1).clone().requires_grad_()
            total = _total(scores, mask, each, starts.detach()).sum()
            return cls(*torch.autograd.grad(total, (scores, each)))


def _total(scores: Tensor, mask: Tensor, moves: Tensor, starts: Tensor) -> Tensor:
    """Compute the log-partition function, (N,), as a tree of matrix products in log2(S) rounds.

    ``moves`` may also have transitions for each row, (N, TAGS, TAGS).
    """
    steps = scores[:, 1:, None, :] + moves.unsqueeze(-3)
    nothing = scores.new_full(moves.shape[-2:], NEVER).fill_diagonal_(0.0)
    steps = torch.where(mask[:, 1:, None, None], steps, nothing)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, nothing.expand(len(steps), 1, -1, -1)], 1)
        steps = torch.logsumexp(steps[:, ::2, :, :, None] + steps[:, 1::2, None, :, :], 3)
    return torch.logsumexp((scores[:, 0] + starts)[:, :, None] + steps[:, 0], (1, 2))
