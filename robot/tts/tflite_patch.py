"""Makes the acoustic model run without TensorFlow.

The published FastSpeech2 file holds two `FlexRandomUniform` operators (the noise of dropout layers that were left on).
They need TensorFlow's Flex delegate, which no small runtime has. With 1.0 in place of the noise every unit lies above
the dropout threshold and is kept, and the same text always sounds the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_FLEX = b"FlexRandomUniform"


def without_random_noise(model: bytes) -> bytes:
    """`model` (a .tflite file) with every FlexRandomUniform replaced by FILL(shape, 1.0). Takes about 0.2 s.

    Raises whatever flatbuffers raises on bytes that are no model.
    """
    import flatbuffers  # type: ignore[import-untyped]
    from ai_edge_litert import schema_py_generated as schema

    tree: Any = schema.ModelT.InitFromObj(schema.Model.GetRootAs(model, 0))
    flex = {index for index, code in enumerate(tree.operatorCodes) if code.customCode == _FLEX}
    if not flex:
        return model
    for index in flex:
        code = tree.operatorCodes[index]
        code.customCode = None
        code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.FILL
    one = schema.BufferT()
    one.data = np.frombuffer(np.float32(1).tobytes(), np.uint8)
    tree.buffers.append(one)
    for graph in tree.subgraphs:
        scalar = schema.TensorT()
        scalar.shape = np.zeros(0, np.int32)
        scalar.type = schema.TensorType.FLOAT32
        scalar.buffer = len(tree.buffers) - 1
        scalar.name = b"ones"
        graph.tensors.append(scalar)
        for operator in graph.operators:
            if operator.opcodeIndex in flex:
                operator.inputs = np.array([operator.inputs[0], len(graph.tensors) - 1], np.int32)
                operator.customOptions = None
                operator.builtinOptionsType = schema.BuiltinOptions.FillOptions
                operator.builtinOptions = schema.FillOptionsT()
    builder = flatbuffers.Builder(len(model) + 65536)
    builder.Finish(tree.Pack(builder), b"TFL3")
    return bytes(builder.Output())
