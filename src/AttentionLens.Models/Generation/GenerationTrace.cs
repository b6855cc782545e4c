using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models;

/// <summary>Gathers what steps captured, for a file: <c>step.T/NAME</c> for each hook point of step T, and <c>logits</c>, [step, vocabulary].
/// It holds the numbers until it is saved.</summary>
public sealed class GenerationTrace
{
    private readonly SafetensorsWriter _writer = new();
    private readonly List<(string Prefix, List<float[]> Rows)> _logits = [];

    /// <summary>Takes what a step holds.</summary>
    /// <param name="step">The step; those of one text come in order.</param>
    /// <param name="prefix">What stands before the names of one text, where a file holds several.</param>
    public void Add(GenerationStep step, string prefix = "")
    {
        if (step.Index == 0)
        {
            _logits.Add((prefix, []));
        }

        _logits[^1].Rows.Add(step.Logits.Values.ToArray());
        foreach (HookName hook in step.Hooks)
        {
            LensTensor tensor = step.Captured(hook);
            long[] shape = new long[tensor.Shape.Length];
            for (int axis = 0; axis < shape.Length; axis++)
            {
                shape[axis] = tensor.Shape[axis];
            }

            _writer.Add($"{prefix}step.{step.Index}/{hook.Value}", shape, tensor.Values.ToArray());
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <exception cref="LensInputException">The file cannot be written.</exception>
    public void Save(string path)
    {
        foreach ((string prefix, List<float[]> rows) in _logits)
        {
            int vocabulary = rows[0].Length;
            _writer.Add($"{prefix}logits", [rows.Count, vocabulary], (first, destination) =>
            {
                for (int index = 0; index < destination.Length; index++)
                {
                    (long row, long id) = Math.DivRem(first + index, vocabulary);
                    destination[index] = rows[(int)row][id];
                }
            });
        }

        _logits.Clear();
        _writer.Save(path);
    }
}
