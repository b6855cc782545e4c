namespace AttentionLens.Engine.Tests;

public sealed class FaithfulnessRunnerTests
{
    [Theory]
    [InlineData(RemovalMode.Pad)]
    [InlineData(RemovalMode.Mask)]
    [InlineData(RemovalMode.Delete)]
    public async Task EvaluateAsync_TheBestOrder_BeatsRandomAndItsReverseDoesNot(RemovalMode removal)
    {
        FaithfulnessResult result = await Planted.EvaluateAsync(request => request with { Removal = removal }, Planted.Faithful, Planted.Backwards);

        Assert.Equal(["ids", "backwards"], result.Methods.Select(method => method.Method));
        Assert.True(result.VerdictOn(result.Methods[0]).BeatsRandom);
        Assert.False(result.VerdictOn(result.Methods[1]).BeatsRandom);
        Assert.All(FirstSix, name => Assert.True(
            FaithfulnessNames.HigherIsBetter(name) == (result.Methods[0].MeanOf(name) > result.Control.MeanOf(name)), name));
    }

    [Fact]
    public async Task EvaluateAsync_OneExample_IsWhatHandsCompute()
    {
        FakeModel model = new();

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(Planted.Request(model, Planted.Batch(model, [[20, 10, 40, 0]]), Planted.Faithful));

        Assert.Equal(0.44, result.Methods[0].MeanOf(FaithfulnessNames.Comprehensiveness)!.Value, 9);
        Assert.Equal(0.26, result.Methods[0].MeanOf(FaithfulnessNames.Sufficiency)!.Value, 9);
        Assert.Equal(0.1875, result.Methods[0].MeanOf(FaithfulnessNames.Deletion)!.Value, 9);
        Assert.Equal(0, result.Methods[0].MeanOf(FaithfulnessNames.Infidelity)!.Value, 9);
    }

    [Fact]
    public async Task EvaluateAsync_AnyBatchesAndOrder_GiveTheSameNumbers()
    {
        FakeModel model = new();
        FaithfulnessResult whole = await EvaluateAsync(model, [0, 1, 2, 3]);
        FaithfulnessResult reversed = await EvaluateAsync(model, [3, 2, 1, 0]);
        FaithfulnessResult parts = FaithfulnessResult.Combine([await EvaluateAsync(model, [0]), await EvaluateAsync(model, [1, 2]), await EvaluateAsync(model, [3])]);

        Assert.Equal([0L, 1, 2, 3], parts.Examples.ToArray());
        Assert.Equal([3L, 2, 1, 0], reversed.Examples.ToArray());
        Assert.Equal(Numbers(whole), Numbers(parts));
        Assert.Equal(Numbers(whole), Numbers(reversed));
        Assert.Equal(whole.ControlBests.ToArray(), parts.ControlBests.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task EvaluateAsync_AnyNumberOfRows_GivesTheSameNumbers(int maxRows) => Assert.Equal(
        Numbers(await Planted.EvaluateAsync(null, Planted.Faithful)),
        Numbers(await Planted.EvaluateAsync(request => request with { MaxRows = maxRows }, Planted.Faithful)));

    [Fact]
    public async Task EvaluateAsync_Evidence_MeasuresTheTruth()
    {
        FakeModel model = new();
        InputBatch batch = model.Inputs.Collate(
            [model.Inputs.Encode(0, new LensInput { Ids = [20, 10, 40, 30], EvidencePositions = [2, 1] }, new EncodeOptions()), model.Inputs.Encode(1, new LensInput { Ids = [1, 2] }, new EncodeOptions())]);

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(Planted.Request(model, batch, Planted.Faithful));

        Assert.Equal(0.5, result.Methods[0].MeanOf(FaithfulnessNames.TokenF1));
        Assert.Equal(0.75, result.Methods[0].MeanOf(FaithfulnessNames.Auprc));
        Assert.Equal(1, result.Methods[0].MeanOf(FaithfulnessNames.PointingGame));
        Assert.DoesNotContain(result.Methods[0].Examples[1], measure => measure.Name == FaithfulnessNames.Auprc);
    }

    [Fact]
    public async Task EvaluateAsync_NothingToTakeAway_LeavesTheExampleOut()
    {
        FakeModel model = new();
        EncodedExample special = new(0, new LensInput(), [new LensToken(5, "s", default, IsSpecial: true)], [0], [true]);

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(Planted.Request(model, new InputBatch([special]), Planted.Faithful));

        Assert.Empty(result.Examples);
        Assert.Equal("not tested: no example has a position that could be taken away", result.VerdictOn(result.Methods[0]).Text);
    }

    [Fact]
    public async Task EvaluateAsync_DeletionWouldLeaveNothing_IsRefused() => Assert.Contains(
        "nothing would be left",
        (await Assert.ThrowsAsync<LensInputException>(() => Planted.EvaluateAsync(request => request with { Removal = RemovalMode.Delete, Batch = Planted.Batch(new(), [[1, 2]]) }, Planted.Faithful))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(10, 1)]
    public async Task EvaluateAsync_TooFewRandomOrders_IsRefused(int orders, int removals) => Assert.Contains(
        "at least 2",
        (await Assert.ThrowsAsync<LensInputException>(
            () => Planted.EvaluateAsync(request => request with { RandomOrders = orders, RandomRemovals = removals }, Planted.Faithful))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task EvaluateAsync_Loss_IsRefused() => Assert.Contains(
        "not on its loss",
        (await Assert.ThrowsAsync<LensInputException>(() => Planted.EvaluateAsync(request => request with { Objective = new LossObjective() }, Planted.Faithful))).Message,
        StringComparison.Ordinal);

    public static TheoryData<Objective, Objective, string> Judged => new()
    {
        { new LogitObjective(1), new ProbabilityObjective(), "probability" },
        { new LogProbabilityObjective(), new ProbabilityObjective(), "probability" },
        { new LogitDifferenceObjective(0, 1), new LogitDifferenceObjective(0, 1), "logit" },
        { new ContrastObjective(), new ContrastObjective(), "logit" },
        { new ContinuationObjective(), new ContinuationObjective(), "nats" },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public async Task EvaluateAsync_Objective_IsWhatMethodsAndMeasuresShare(Objective explained, Objective judged, string unit)
    {
        FakeModel model = new();
        FaithfulnessRequest request = Planted.Request(model, Planted.Batch(model, Planted.Ids), Planted.Faithful) with { Objective = explained };

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(request);

        Assert.Equal(((Objective[])[explained, judged]).Distinct(), model.Plans.Select(plan => plan.Objective!).Distinct().OrderBy(objective => objective != explained));
        Assert.All(result.Methods[0].Means.Take(6), mean => Assert.Equal(unit, mean.Unit));
        Assert.Equal(explained, FaithfulnessResult.Combine([result, result]).Objective);
    }

    [Fact]
    public async Task EvaluateAsync_PositionOfTheObjective_MovesAlongWhereTheInputIsShorter()
    {
        FakeModel model = new();
        FaithfulnessRequest request = Planted.Request(model, Planted.Batch(model, Planted.Ids, position: 1), Planted.Faithful) with
        {
            Objective = new LogitObjective { Position = 1 },
            Removal = RemovalMode.Delete,
        };

        await FaithfulnessRunner.EvaluateAsync(request);

        Assert.Equal(1, model.Plans[0].Objective!.Position);
        Assert.All(model.Plans.Skip(1).Where(plan => plan.Objective is not null), plan => Assert.Null(plan.Objective!.Position));
    }

    [Fact]
    public async Task EvaluateAsync_BlankOut_IsOneForTheBestOrderAndMinusOneForItsReverse()
    {
        FaithfulnessResult result = await Planted.EvaluateAsync(null, Planted.Faithful, Planted.Backwards);

        Assert.Equal(1, result.Methods[0].MeanOf(FaithfulnessNames.BlankOut)!.Value, 12);
        Assert.Equal(-1, result.Methods[1].MeanOf(FaithfulnessNames.BlankOut)!.Value, 12);
        Assert.Null(result.Control.MeanOf(FaithfulnessNames.BlankOut));
    }

    [Fact]
    public async Task EvaluateAsync_MethodThatDoesNotFit_IsLeftOutWhereThatIsAskedFor()
    {
        FakeMethod unfit = new("unfit", id => id) { BeforeAnswer = () => throw new LensInputException("Not for this model.") };

        FaithfulnessResult result = await Planted.EvaluateAsync(request => request with { LeavesOutUnfit = true }, unfit, Planted.Faithful);

        Assert.Equal(["ids"], result.Methods.Select(method => method.Method));
        Assert.Equal([new UnfitMethod("unfit", "Not for this model.")], result.LeftOut.ToArray());
        await Assert.ThrowsAsync<LensInputException>(() => Planted.EvaluateAsync(null, unfit));
    }

    [Fact]
    public async Task Combine_MethodLeftOutOfOnePart_IsLeftOutOfAll()
    {
        int calls = 0;
        FakeMethod unfit = new("unfit", id => id) { BeforeAnswer = () => _ = ++calls > 1 ? throw new LensInputException("Not for this input.") : 0 };

        FaithfulnessResult[] parts = [await Planted.EvaluateAsync(LeavingOut, unfit, Planted.Faithful), await Planted.EvaluateAsync(LeavingOut, unfit, Planted.Faithful)];

        FaithfulnessResult whole = FaithfulnessResult.Combine(parts);
        Assert.Equal([2, 1, 1], ((FaithfulnessResult[])[.. parts, whole]).Select(result => result.Methods.Length));
        Assert.Equal(8, whole.Methods.Single().Examples.Length);
        Assert.Equal("unfit", whole.LeftOut.Single().Method);

        static FaithfulnessRequest LeavingOut(FaithfulnessRequest request) => request with { LeavesOutUnfit = true };
    }

    [Fact]
    public async Task EvaluateAsync_SensitivityOfAModelWithoutFeatures_IsRefused() => Assert.Contains(
        "has no hook point 'embed'",
        (await Assert.ThrowsAsync<LensInputException>(() => Planted.EvaluateAsync(request => request with { SensitivitySamples = 1 }, Planted.Faithful))).Message,
        StringComparison.Ordinal);

    private static string[] FirstSix =>
    [
        FaithfulnessNames.Comprehensiveness, FaithfulnessNames.Sufficiency, FaithfulnessNames.Deletion,
        FaithfulnessNames.Insertion, FaithfulnessNames.Positive, FaithfulnessNames.Negative,
    ];

    private static async Task<FaithfulnessResult> EvaluateAsync(FakeModel model, int[] chosen) => await FaithfulnessRunner.EvaluateAsync(Planted.Request(
        model, model.Inputs.Collate([.. chosen.Select(index => model.Inputs.Encode(index, new LensInput { Ids = [.. Planted.Ids[index]] }, new EncodeOptions()))]), Planted.Faithful));

    // By example, so that neither the order of examples nor rounding of sums in another order counts.
    private static IEnumerable<(long Example, string Name, double Value)> Numbers(FaithfulnessResult result) => result.Methods.Append(result.Control)
        .SelectMany(method => method.Examples.SelectMany((measures, place) => measures.Select(measure => (result.Examples[place], method.Method + measure.Name, measure.Value))))
        .Order();
}
