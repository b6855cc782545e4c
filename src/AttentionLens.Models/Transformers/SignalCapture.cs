using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A hook point at which backward signals are captured.</summary>
internal class SignalCapture : IDisposable
{
    private readonly ulong _passes;
    private readonly int[] _shape;

    /// <param name="hook">The hook point.</param>
    /// <param name="passes">The backward passes that want its signal, one bit each.</param>
    /// <param name="variable">What the tape watches.</param>
    /// <param name="value">The value at the hook point.</param>
    /// <param name="plans">All backward passes; where none of them needs the value, it is not kept.</param>
    public SignalCapture(HookPoint hook, ulong passes, Variable variable, Tensor value, ImmutableArray<BackwardPlan> plans)
    {
        Hook = hook;
        _passes = passes;
        _shape = value.Shape.ToArray();
        Variable = variable;
        Value = IsAny(plans, form => form == SignalForm.GradientTimesValue || (form == SignalForm.Relevance && NeedsValueForRelevance))
            ? value.Retain()
            : null;
    }

    public HookPoint Hook { get; }

    protected Variable Variable { get; }

    /// <summary>The value, where a pass needs it.</summary>
    protected Tensor? Value { get; }

    /// <summary>Whether a relevance takes the value to be found.</summary>
    protected virtual bool NeedsValueForRelevance => false;

    public bool IsOf(int backward) => (_passes & (1ul << backward)) != 0;

    /// <summary>What the capture of the last backward pass holds; the caller owns the handle.</summary>
    public Tensor Take(SignalForm form)
    {
        using Tensor? signal = Variable.RetainSignal();
        if (signal is null)
        {
            return Tensor.RentZeroed(_shape);
        }

        return Of(form, signal, _shape);
    }

    public virtual void Dispose() => Value?.Dispose();

    protected virtual Tensor Of(SignalForm form, Tensor signal, int[] shape)
    {
        if (form != SignalForm.GradientTimesValue)
        {
            return signal.Reshape(shape);
        }

        Tensor relevance = Tensor.Rent(shape);
        ElementwiseKernel.Multiply(Value!.Span, signal.Span, relevance.Span);
        return relevance;
    }

    protected bool IsAny(ImmutableArray<BackwardPlan> plans, Func<SignalForm, bool> condition)
    {
        for (int backward = 0; backward < plans.Length; backward++)
        {
            if (IsOf(backward) && plans[backward].Rules is { } rules && condition(rules.Form))
            {
                return true;
            }
        }

        return false;
    }
}
