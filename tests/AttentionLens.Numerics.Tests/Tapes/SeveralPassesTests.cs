using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Tapes;

/// <summary>Several backward passes over one recording.</summary>
[Collection(PoolCollection.Name)]
public sealed class SeveralPassesTests : IDisposable
{
    private readonly SmallNetwork _network = new();
    private readonly long _before = TensorPool.BytesInUse;

    [Fact]
    public void Backward_SeveralPasses_GiveTheBitsOfEachAlone()
    {
        DelegateRules identity = new(operation => operation.Kind == OperationKind.Activation ? step => step.Incoming.CopyTo(step.Outgoing(0)) : null);
        float[] gradient = Signal(null), changed = Signal(identity);
        using Tape tape = new([new TapePass(), new TapePass(identity), new TapePass()]);
        (Variable watched, Variable y) = Run(tape, ulong.MaxValue);

        float[][] found = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            tape.Backward(y, SmallNetwork.Signal());
            using Tensor? signal = watched.RetainSignal();
            return signal!.Span.ToArray();
        })];

        Assert.Equal(gradient, found[0]);
        Assert.Equal(changed, found[1]);
        Assert.Equal(gradient, found[2]);
        Assert.NotEqual(gradient, changed);
    }

    [Fact]
    public void Backward_PassThatWantsNothing_CallsNoRule()
    {
        List<string> called = [];
        DelegateRules counting = new(operation => operation.Kind == OperationKind.Activation ? step => called.Add(step.Operation.Name) : null);
        using Tape tape = new([new TapePass(counting), new TapePass()]);
        (Variable watched, Variable y) = Run(tape, 0b10);

        tape.Backward(y, SmallNetwork.Signal());
        Assert.Null(watched.RetainSignal());
        tape.Backward(y, SmallNetwork.Signal());

        using Tensor? signal = watched.RetainSignal();
        Assert.NotNull(signal);
        Assert.Empty(called);
    }

    [Fact]
    public void Backward_WeightGradients_ComeFromTheFirstPassAlone()
    {
        using Tape one = new([new TapePass()], wantsWeightGradients: true);
        one.Backward(Run(one, 1).End, SmallNetwork.Signal());
        using Tape two = new([new TapePass(), new TapePass()], wantsWeightGradients: true);
        Variable end = Run(two, 0b11).End;
        two.Backward(end, SmallNetwork.Signal());
        two.Backward(end, SmallNetwork.Signal());

        Assert.NotEqual(0, one.WeightGradients.SquaredNorm(_network.Parameters));
        Assert.Equal(one.WeightGradients.SquaredNorm(_network.Parameters), two.WeightGradients.SquaredNorm(_network.Parameters));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Dispose_AfterSomePasses_GivesEverythingBack(int passes)
    {
        using (Tape tape = new([new TapePass(), new TapePass(new DelegateRules(_ => null)) { Accounts = true }]))
        {
            Variable end = Run(tape, 0b11).End;
            for (int pass = 0; pass < passes; pass++)
            {
                tape.Backward(end, SmallNetwork.Signal());
            }
        }

        Assert.Equal(_before, TensorPool.BytesInUse);
    }

    [Fact]
    public void Backward_RuleThrowsInALaterPass_GivesEverythingBack()
    {
        DelegateRules failing = new(operation => operation.Name == "9" ? _ => throw new FormatException("no") : null);
        using (Tape tape = new([new TapePass(), new TapePass(failing)]))
        {
            Variable end = Run(tape, 0b11).End;
            tape.Backward(end, SmallNetwork.Signal());
            Assert.Throws<FormatException>(() => tape.Backward(end, SmallNetwork.Signal()));
        }

        Assert.Equal(_before, TensorPool.BytesInUse);
    }

    [Fact]
    public void Backward_OneMoreThanPlanned_IsRefusedAndGivesTheSignalBack()
    {
        using (Tape tape = new(isRecording: true))
        {
            Variable end = Run(tape, 1).End;
            tape.Backward(end, SmallNetwork.Signal());
            Assert.Throws<InvalidOperationException>(() => tape.Backward(end, SmallNetwork.Signal()));
        }

        Assert.Equal(_before, TensorPool.BytesInUse);
    }

    [Fact]
    public void Tape_MorePassesThanItHasBits_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Tape([.. Enumerable.Repeat(new TapePass(), Tape.MostPasses + 1)]));
        using Tape most = new([.. Enumerable.Repeat(new TapePass(), Tape.MostPasses)]);
        Assert.True(most.IsRecording);
    }

    [Fact]
    public void Balances_NotAskedFor_AreRefused()
    {
        using Tape tape = new(isRecording: true);
        tape.Backward(Run(tape, 1).End, SmallNetwork.Signal());

        Assert.Throws<InvalidOperationException>(() => tape.Balances);
    }

    [Fact]
    public void Balances_LinearLayerWithBias_SayWhatTheBiasTook()
    {
        using MatrixParameter weight = OperationCases.Matrix(1, 4, 3, WeightOrder.OutputMajor);
        using TensorParameter bias = OperationCases.Weight(2, "bias", 3);
        using Tape tape = new([new TapePass { Accounts = true }]);
        Variable x = tape.Input(SeededNumbers.Tensor(3, 2, 4));
        tape.Watch(x);
        Variable y = tape.Linear(OperationCases.Info(OperationKind.Linear), x, weight, bias, 2, 3);

        tape.Backward(y, SeededNumbers.Of([1, 0, 0, 0, 0, 1], 2, 3));

        Assert.Equal(y.Value.Span[0], tape.Balances[0].Started, 1e-6);
        Assert.Equal(bias.Values[0], tape.Balances[0].Constants, 1e-6);
        Assert.Equal(bias.Values[2], tape.Balances[1].Constants, 1e-6);
        Assert.All(tape.Balances, balance => Assert.Equal(0, balance.Error, 1e-6));
        Assert.All(tape.Balances, balance => Assert.Equal(0, balance.Gaps[OperationKind.Linear], 1e-6));
    }

    public void Dispose() => _network.Dispose();

    private float[] Signal(PropagationRules? rules)
    {
        using Tape tape = new(isRecording: true, rules: rules);
        (Variable watched, Variable y) = Run(tape, 1);
        tape.Backward(y, SmallNetwork.Signal());
        using Tensor? signal = watched.RetainSignal();
        return signal!.Span.ToArray();
    }

    private (Variable Watched, Variable End) Run(Tape tape, ulong passes)
    {
        Variable? watched = null;
        Variable? x = null;
        foreach (Func<Tape, Variable?, Variable> step in _network.Steps)
        {
            x = step(tape, x);
            if (watched is null)
            {
                watched = x;
                tape.Watch(x, passes);
            }
        }

        return (watched!, x!);
    }
}
