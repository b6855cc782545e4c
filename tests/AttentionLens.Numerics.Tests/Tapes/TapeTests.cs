using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Tapes;

/// <summary>What a tape records, and what it refuses.</summary>
public sealed class TapeTests
{
    private static readonly OperationInfo Product = OperationCases.Info(OperationKind.Product);

    [Fact]
    public void Record_PathsFromWatchedVariables_AreTheOnlyOnesWithSignals()
    {
        using Tape tape = new(isRecording: true);
        Variable watched = tape.Input(SeededNumbers.Tensor(1, 3));
        Variable other = tape.Input(SeededNumbers.Tensor(2, 3));
        tape.Watch(watched);

        Variable on = tape.Multiply(Product, watched, other);
        Variable off = tape.Multiply(Product, other, other);
        Variable joined = tape.Add(OperationCases.Info(OperationKind.Add), on, off);
        tape.Backward(joined, SeededNumbers.Of([1, 1, 1], 3));

        Assert.True(on.NeedsSignal && joined.NeedsSignal);
        Assert.False(off.NeedsSignal || other.NeedsSignal);
        using Tensor? signal = watched.RetainSignal();
        Assert.Equal(other.Value.Span.ToArray(), signal!.Span.ToArray());
        Assert.Null(other.RetainSignal());
        Assert.Null(off.RetainSignal());
    }

    [Fact]
    public void Record_WeightGradientsWanted_RecordsWhatHasWeights()
    {
        using Tape tape = new(isRecording: true, wantsWeightGradients: true);
        using TensorParameter table = OperationCases.Weight(1, "table", 3, 2);
        using TensorParameter unused = OperationCases.Weight(1, "unused", 3);

        Variable x = tape.Embed(OperationCases.Info(OperationKind.Embedding), table, [2, 2], 2, 2);
        tape.Backward(x, SeededNumbers.Of([1, 2, 4, 8], 2, 2));

        Assert.Equal([0, 0, 0, 0, 5, 10], tape.WeightGradients.Of(table).ToArray());
        Assert.True(tape.WeightGradients.Of(unused).IsEmpty);
    }

    [Fact]
    public void WantsWeightGradients_TapeThatDoesNotRecord_IsFalse()
    {
        using Tape tape = new(isRecording: false, wantsWeightGradients: true);

        Assert.False(tape.WantsWeightGradients);
    }

    [Fact]
    public void Watch_TapeThatDoesNotRecord_IsRefused()
    {
        using Tape tape = new(isRecording: false);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));

        Assert.Throws<InvalidOperationException>(() => tape.Watch(x));
    }

    [Fact]
    public void Watch_AfterAReader_IsRefused()
    {
        using Tape tape = new(isRecording: true);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));
        tape.Multiply(Product, x, x);

        Assert.Throws<InvalidOperationException>(() => tape.Watch(x));
    }

    [Fact]
    public void Backward_OutputItselfWatched_KeepsItsSignal()
    {
        using Tape tape = new(isRecording: true);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));
        tape.Watch(x);
        Variable y = tape.Activate(OperationCases.Info(OperationKind.Activation), ActivationKind.None, x);
        tape.Watch(y);

        tape.Backward(y, SeededNumbers.Of([1, 2, 3], 3));

        using Tensor? atOutput = y.RetainSignal();
        using Tensor? atInput = x.RetainSignal();
        Assert.Equal([1, 2, 3], atOutput!.Span.ToArray());
        Assert.Equal([1, 2, 3], atInput!.Span.ToArray());
    }

    [Fact]
    public void Backward_NothingReachesAWatchedVariable_HasNoSignal()
    {
        using Tape tape = new(isRecording: true);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));
        Variable unread = tape.Input(SeededNumbers.Tensor(1, 3));
        tape.Watch(x);
        tape.Watch(unread);
        Variable y = tape.Multiply(Product, x, x);

        tape.Backward(y, SeededNumbers.Tensor(2, 3));

        Assert.Null(unread.RetainSignal());
    }

    [Fact]
    public void RetainSignal_Twice_GivesTwoHandlesOnOneSignal()
    {
        using Tape tape = new(isRecording: true);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));
        tape.Watch(x);
        tape.Backward(tape.Multiply(Product, x, x), SeededNumbers.Tensor(2, 3));

        using Tensor? first = x.RetainSignal();
        using Tensor? second = x.RetainSignal();

        Assert.Equal(first!.Span.ToArray(), second!.Span.ToArray());
    }
}
