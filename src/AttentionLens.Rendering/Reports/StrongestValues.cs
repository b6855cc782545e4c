using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>The numbers of the largest magnitude in a matrix, strongest first, ties in reading order.</summary>
internal static class StrongestValues
{
    /// <summary>The indices of the strongest numbers; missing ones are none.</summary>
    public static IEnumerable<int> Of(ImmutableArray<float> values, int count)
    {
        // The weakest of the kept numbers stands first, so one pass with little memory is enough for any size.
        PriorityQueue<int, (float Magnitude, int Reversed)> kept = new();
        for (int index = 0; index < values.Length; index++)
        {
            if (float.IsNaN(values[index]))
            {
                continue;
            }

            kept.Enqueue(index, (Math.Abs(values[index]), -index));
            if (kept.Count > count)
            {
                kept.Dequeue();
            }
        }

        return kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element);
    }
}
