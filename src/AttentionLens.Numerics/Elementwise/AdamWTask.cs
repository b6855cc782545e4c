using System.Numerics;
using System.Runtime.CompilerServices;

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
        int length = Math.Min(Work.RangeLength, task->Length - start);
        int whole = length / Vector<float>.Count * Vector<float>.Count;
        task->StepVectors(start, start + whole);
        task->StepValues(start + whole, start + length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StepVectors(int start, int end)
    {
        for (int index = start; index < end; index += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(Gradient + index);
            Vector<float> first = (Vector.Load(First + index) * Beta1) + (gradient * (1 - Beta1));
            Vector<float> second = (Vector.Load(Second + index) * Beta2) + (gradient * gradient * (1 - Beta2));
            Vector<float> root = (Vector.SquareRoot(second) * Correction) + new Vector<float>(Epsilon);
            Vector<float> weights = (Vector.Load(Weights + index) * Keep) - (first * Rate / root);
            Vector.Store(first, First + index);
            Vector.Store(second, Second + index);
            Vector.Store(weights, Weights + index);
        }
    }

    private readonly void StepValues(int start, int end)
    {
        for (int index = start; index < end; index++)
        {
            float gradient = Gradient[index];
            float first = (First[index] * Beta1) + (gradient * (1 - Beta1));
            float second = (Second[index] * Beta2) + (gradient * gradient * (1 - Beta2));
            float root = (MathF.Sqrt(second) * Correction) + Epsilon;
            Weights[index] = (Weights[index] * Keep) - (first * Rate / root);
            First[index] = first;
            Second[index] = second;
        }
    }
}
