namespace AttentionLens.Attribution;

/// <summary>The classes with the largest logits of a row, largest first; of equal ones the first class.</summary>
internal sealed class LargestLogits
{
    private readonly int[] _classes;
    private readonly float[] _logits;

    /// <param name="count">How many are kept.</param>
    public LargestLogits(int count)
    {
        _classes = new int[count];
        _logits = new float[count];
    }

    public ReadOnlySpan<int> Classes => _classes;

    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Finds them.</summary>
    /// <param name="row">[class], at least as many as are kept.</param>
    public void Read(ReadOnlySpan<float> row)
    {
        for (int index = 0; index < row.Length; index++)
        {
            int place = Math.Min(index, _classes.Length);
            while (place > 0 && _logits[place - 1] < row[index])
            {
                place--;
            }

            if (place < _classes.Length)
            {
                Insert(place, Math.Min(index, _classes.Length - 1), index, row[index]);
            }
        }
    }

    private void Insert(int place, int end, int index, float logit)
    {
        Array.Copy(_classes, place, _classes, place + 1, end - place);
        Array.Copy(_logits, place, _logits, place + 1, end - place);
        _classes[place] = index;
        _logits[place] = logit;
    }
}
