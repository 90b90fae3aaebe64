"""Rendering to tokens, shared-prefix batches, the recipe, and the job that trains. torch loads only where a model runs."""

from stillroom.training.adopt import AdoptParams, adopt, spec_digest
from stillroom.training.footprint import footprint, project_footprint
from stillroom.training.merge import merge
from stillroom.training.pairs import count_pairs
from stillroom.training.queue import TRAIN, next_training, queue_training
from stillroom.training.recipe import EXPLAINED, PRESETS, Preset, Recipe, Wanted, make_recipe
from stillroom.training.samples import Dropped, Sample, make_sample
from stillroom.training.seen import Measured, Seen, Token, measure_samples, see
from stillroom.training.train import ADAPTER, TrainParams, make_samples, train

__all__ = [
    "ADAPTER",
    "EXPLAINED",
    "PRESETS",
    "TRAIN",
    "AdoptParams",
    "Dropped",
    "Measured",
    "Preset",
    "Recipe",
    "Sample",
    "Seen",
    "Token",
    "TrainParams",
    "Wanted",
    "adopt",
    "count_pairs",
    "footprint",
    "make_recipe",
    "make_sample",
    "make_samples",
    "measure_samples",
    "merge",
    "next_training",
    "project_footprint",
    "queue_training",
    "see",
    "spec_digest",
    "train",
]
