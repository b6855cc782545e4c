using System.Numerics;

namespace AttentionLens.Numerics;

/// <summary>One optimizer step over a whole weight, cut into ranges.</summary>
internal unsafe struct AdamWTask
{
    public float* Weights { get; init; }

    public float* Gradient { get; init; }

    public float* First { get; init; }

    public float* Second { get; init; }

    public int Length { get; init; }

    public float Beta1 { get; init; }

    public float Beta2 { get; init; }

    public float Epsilon { get; init; }

    /// <summary>The learning rate with the bias of the first moment taken out.</summary>
    public float Rate { get; init; }

    /// <summary>What takes the bias out of the root of the second moment.</summary>
    public float Correction { get; init; }

    /// <summary>The share of the weights that the decay leaves.</summary>
    public float Keep { get; init; }

    public void Run()
    {
        fixed (AdamWTask* task = &this)
        {
            Work.Run(Work.Ranges(Length), (long)Length * Work.FunctionCost, &StepRange, task);
        }
    }

    private static void StepRange(void* state, int range)
    {
        AdamWTask* task = (AdamWTask*)state;
        int start = range * Work.RangeLength;
        int end = start + Math.Min(Work.RangeLength, task->Length - start);
        for (int index = start; index < end; index += Vector<float>.Count)
        {
            task->StepVector(index, Math.Min(Vector<float>.Count, end - index));
        }
    }

    private readonly void StepVector(int index, int count)
    {
        Vector<float> gradient = VectorTail.Load(Gradient + index, count);
        Vector<float> first = (VectorTail.Load(First + index, count) * Beta1) + (gradient * (1 - Beta1));
        Vector<float> second = (VectorTail.Load(Second + index, count) * Beta2) + (gradient * gradient * (1 - Beta2));
        Vector<float> root = (Vector.SquareRoot(second) * Correction) + new Vector<float>(Epsilon);
        Vector<float> weights = (VectorTail.Load(Weights + index, count) * Keep) - (first * Rate / root);
        VectorTail.Store(first, First + index, count);
        VectorTail.Store(second, Second + index, count);
        VectorTail.Store(weights, Weights + index, count);
    }
}
