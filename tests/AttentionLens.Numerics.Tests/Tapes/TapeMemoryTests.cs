using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Tapes;

/// <summary>A tape gives back every byte, however its computation ends.</summary>
[Collection(PoolCollection.Name)]
public sealed class TapeMemoryTests : IDisposable
{
    private readonly SmallNetwork _network = new();
    private readonly long _before = TensorPool.BytesInUse;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Dispose_AfterForward_GivesEverythingBack(bool isRecording, bool weightGradients)
    {
        using (Tape tape = new(isRecording, weightGradients))
        {
            _network.Run(tape);
            Assert.True(TensorPool.BytesInUse > _before);
        }

        Assert.Equal(_before, TensorPool.BytesInUse);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_Whole_KeepsOnlyTheLastStageAndWhatWasAskedFor(bool weightGradients)
    {
        using (Tape tape = new(isRecording: true, weightGradients))
        {
            Variable y = _network.Run(tape);
            tape.Backward(y, SmallNetwork.Signal());
            tape.EndStage();
            long watched = SizeOf(Tensor.Rent(4, 6));
            long gradients = weightGradients ? SizeOf(Tensor.Rent(5, 6)) + SizeOf(Tensor.Rent(6, 6)) + (2 * SizeOf(Tensor.Rent(6))) : 0;
            Assert.Equal(_before + watched + gradients, TensorPool.BytesInUse);
        }

        Assert.Equal(_before, TensorPool.BytesInUse);
    }

    [Fact]
    public void EndStage_NothingRecorded_KeepsOnlyWhatGoesOn()
    {
        using Tape tape = new(isRecording: false);
        Variable x = _network.Steps[0](tape, null);
        Variable y = _network.Steps[1](tape, x);
        long each = (TensorPool.BytesInUse - _before) / 2;

        tape.EndStage(y);

        Assert.Equal(_before + each, TensorPool.BytesInUse);
        Assert.Throws<InvalidOperationException>(() => x.Value);
        Assert.Equal(24, y.Value.Length);
    }

    [Fact]
    public void Release_ReadForTheBackwardPass_StaysUntilThen()
    {
        using Tape tape = new(isRecording: true);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 1000));
        tape.Watch(x);
        Variable y = tape.Activate(OperationCases.Info(OperationKind.Activation), ActivationKind.Tanh, x);
        long both = TensorPool.BytesInUse;

        x.Release();
        long released = TensorPool.BytesInUse;
        tape.Backward(y, SeededNumbers.Tensor(2, 1000));
        using Tensor? signal = x.RetainSignal();

        Assert.Equal(both, released);
        Assert.NotNull(signal);
    }

    [Fact]
    public void Record_NothingWatched_KeepsNothing()
    {
        using Tape tape = new(isRecording: true);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 1000));
        long one = TensorPool.BytesInUse;
        tape.Activate(OperationCases.Info(OperationKind.Activation), ActivationKind.Tanh, x);

        x.Release();

        Assert.Equal(one, TensorPool.BytesInUse);
    }

    [Fact]
    public void Backward_NothingWatched_GivesTheSignalBack()
    {
        using (Tape tape = new(isRecording: true))
        {
            Variable x = tape.Input(SeededNumbers.Tensor(1, 10));
            tape.Backward(x, SeededNumbers.Tensor(2, 10));
        }

        Assert.Equal(_before, TensorPool.BytesInUse);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Run_CancelledBeforeAnyStep_GivesEverythingBack(bool isRecording, bool weightGradients)
    {
        for (int cancelled = 0; cancelled < _network.Steps.Count; cancelled++)
        {
            using CancellationTokenSource source = new();
            using (Tape tape = new(isRecording, weightGradients, null, source.Token))
            {
                Assert.Throws<OperationCanceledException>(() => _network.Run(tape, step =>
                {
                    if (step == cancelled)
                    {
                        source.Cancel();
                    }
                }));
            }

            Assert.Equal(_before, TensorPool.BytesInUse);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_CancelledOrFailingAtAnyOperation_GivesEverythingBack(bool fails)
    {
        for (int number = 1; number < SmallNetwork.Operations; number++)
        {
            using CancellationTokenSource source = new();
            DelegateRules rules = new(operation => operation.Name != $"{number}" ? null : _ =>
            {
                source.Cancel();
                if (fails)
                {
                    throw new ArithmeticException("on purpose");
                }
            });
            using (Tape tape = new(isRecording: true, wantsWeightGradients: true, rules, source.Token))
            {
                Variable y = _network.Run(tape);
                Exception? exception = Record.Exception(() => tape.Backward(y, SmallNetwork.Signal()));
                Assert.IsType(fails ? typeof(ArithmeticException) : typeof(OperationCanceledException), exception);
            }

            Assert.Equal(_before, TensorPool.BytesInUse);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Operations_RefusedInput_GiveEverythingBack(bool isRecording)
    {
        using (MatrixParameter matrix = OperationCases.Matrix(1, 6, 6, WeightOrder.OutputMajor))
        using (TensorParameter narrow = OperationCases.Weight(1, "narrow", 3))
        using (TensorParameter table = OperationCases.Weight(1, "table", 2, 6))
        using (Tape tape = new(isRecording))
        {
            OperationInfo info = OperationCases.Info(OperationKind.Linear);
            Variable x = tape.Input(SeededNumbers.Tensor(1, 2, 6));
            Variable z = tape.Input(SeededNumbers.Tensor(1, 2, 2, 2, 3));
            Variable other = tape.Input(SeededNumbers.Tensor(1, 5));
            AttentionShape shape = new(2, 2, 2, 2, 9, 3);
            foreach (Action refused in (Action[])[
                () => tape.Linear(info, x, matrix, narrow, 2, 6),
                () => tape.Add(info, x, other),
                () => tape.Multiply(info, x, other),
                () => tape.LayerNorm(info, x, table, narrow, 0),
                () => tape.Embed(info, table, [7], 1, 6),
                () => tape.Select(info, z, [0, 9]),
                () => tape.AttentionScores(info, shape, 1, z, z, new AttentionMasking()),
                () => tape.MixValues(info, shape, z, z),
                () => tape.SumHeads(info, z, OperationCases.Weight(1, "wide", 7))])
            {
                Assert.ThrowsAny<ArgumentException>(refused);
            }

            // The one bias that a refused call was given is not the tape's.
            Assert.True(TensorPool.BytesInUse > _before);
        }

        Assert.Equal(_before + SizeOf(Tensor.Rent(7)), TensorPool.BytesInUse);
    }

    public void Dispose() => _network.Dispose();

    private static long SizeOf(Tensor tensor)
    {
        long with = TensorPool.BytesInUse;
        tensor.Dispose();
        return with - TensorPool.BytesInUse;
    }
}
