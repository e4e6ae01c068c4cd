package dev.nightjar.zoo.network;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * The shapes of a recurrent layer's arguments, in the number formats oneDNN wants them in.
 *
 * @param input [steps, size, inputs]
 * @param output [steps, size, units]
 * @param inputGradient of the input, f32
 * @param outputGradient of the output, f32
 * @param state of the hidden state, [size, units]
 * @param stateGradient of gradients of states, and of the cell state itself: always f32
 * @param plainInputWeights as they lie in the flat buffers; gradients land there without a reorder
 * @param plainRecurrentWeights the same of the recurrent weights
 * @param anyInputWeights in whatever order the kernel likes best
 * @param anyRecurrentWeights the same of the recurrent weights
 * @param bias [bias gates, units]
 */
record CellShapes(
    memory.desc input,
    memory.desc output,
    memory.desc inputGradient,
    memory.desc outputGradient,
    memory.desc state,
    memory.desc stateGradient,
    memory.desc plainInputWeights,
    memory.desc plainRecurrentWeights,
    memory.desc anyInputWeights,
    memory.desc anyRecurrentWeights,
    memory.desc bias) {

  static CellShapes of(PlanBuilder plan, NetworkSpec spec, int width, int units) {
    int steps = plan.shape().steps();
    int size = plan.shape().size();
    int gates = spec.cell().type().gates();
    int biasGates = spec.cell().type().biasGates();
    memory.data_type format = plan.format();
    return new CellShapes(
        plan.own(Dnn.desc(format, format_tag.tnc, steps, size, width)),
        plan.own(Dnn.desc(format, format_tag.tnc, steps, size, units)),
        plan.own(Dnn.f32(format_tag.tnc, steps, size, width)),
        plan.own(Dnn.f32(format_tag.tnc, steps, size, units)),
        plan.own(Dnn.desc(format, format_tag.ldnc, 1, 1, size, units)),
        plan.own(Dnn.f32(format_tag.ldnc, 1, 1, size, units)),
        plan.own(Dnn.f32(format_tag.ldigo, 1, 1, width, gates, units)),
        plan.own(Dnn.f32(format_tag.ldigo, 1, 1, units, gates, units)),
        plan.own(Dnn.desc(format, format_tag.any, 1, 1, width, gates, units)),
        plan.own(Dnn.desc(format, format_tag.any, 1, 1, units, gates, units)),
        plan.own(Dnn.f32(format_tag.ldgo, 1, 1, biasGates, units)));
  }
}
