"""Quantises one file in a process of its own: llama.cpp's call cannot be stopped halfway, and a crash of it ends its process.

python -m stillroom.students.quantise SOURCE TARGET FTYPE
"""

import sys

from cyllama.llama import llama_cpp

source, target, ftype = sys.argv[1:]
params = llama_cpp.LlamaModelQuantizeParams()
params.ftype = int(ftype)
try:
    llama_cpp.model_quantize(source, target, params)
except RuntimeError as error:
    sys.exit(str(error))
