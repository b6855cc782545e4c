using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models;

/// <summary>Gathers the tensors of a trace, batch by batch.</summary>
internal sealed class TraceColumns(int examples)
{
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _columns = new(StringComparer.Ordinal);

    public void Add(string name, int firstExample, LensTensor part)
    {
        long perExample = part.Values.Length / part.Shape[0];
        if (!_columns.TryGetValue(name, out (long[] Shape, float[] Values) column))
        {
            long[] shape = new long[part.Shape.Length];
            for (int axis = 0; axis < shape.Length; axis++)
            {
                shape[axis] = axis == 0 ? examples : part.Shape[axis];
            }

            if (perExample * examples > Array.MaxLength)
            {
                throw new LensInputException($"'{name}' would hold {perExample * examples} numbers; trace fewer inputs at a time.");
            }

            column = (shape, new float[perExample * examples]);
            _columns.Add(name, column);
        }

        part.Values.CopyTo(column.Values.AsSpan((int)(firstExample * perExample)));
    }

    public void Save(string path)
    {
        if (_columns.Count == 0)
        {
            throw new LensInputException("There is nothing to store: the model has no logits, and no hook point was asked for.");
        }

        SafetensorsWriter writer = new();
        foreach ((string name, (long[] shape, float[] values)) in _columns)
        {
            writer.Add(name, shape, values);
        }

        writer.Save(path);
    }
}
