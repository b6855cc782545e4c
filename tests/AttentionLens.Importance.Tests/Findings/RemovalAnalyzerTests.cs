using System.Buffers;
using System.Collections.Immutable;
using AttentionLens.Attribution.Tests;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Findings;

/// <summary>Removals as an analyzer: the same numbers as by <c>importance</c>, in bounded memory, with proposals; and what is said where something is missing.</summary>
public sealed class RemovalAnalyzerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task RegisterSweep_EveryUnit_GivesTheHarmsOfLeaveOneOut(int batchSize)
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        LensInput[] inputs = Inputs(12, labelled: true);
        Watcher watcher = new(new LossObjective { PerExample = true });

        AnalysisReport report = await RunAsync(seeded, inputs, batchSize, watcher);
        ImportanceResult expected = await Scored.ByAsync(
            new LeaveOneOutMethod(), seeded.Model, Scored.BatchesOf(seeded.Model, inputs), [UnitKind.Head, UnitKind.Layer], ImportanceMetric.Loss);

        Assert.Empty(report.Findings);
        Assert.Equal(expected.Units.Select(unit => unit.Unit), watcher.Units);
        Assert.Equal(inputs.Length, watcher.Harms.Count);
        for (int unit = 0; unit < expected.Units.Length; unit++)
        {
            Assert.Equal(expected.Units[unit].Contributions.AsEnumerable(), watcher.Harms.Select(harms => harms[unit]), (left, right) => Math.Abs(left - right) < 1e-5);
        }

        Assert.Equal(12, Assert.Single(report.Analyzers).Examples);
    }

    [Fact]
    public async Task RegisterSweep_ActionThatThrows_FailsAloneAndGoesOn()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        Watcher watcher = new(new LossObjective { PerExample = true }) { FailsOn = 1 };

        AnalysisReport report = await RunAsync(seeded, Inputs(4, labelled: true), 2, watcher);

        Assert.Equal("AL0101", Assert.Single(report.Findings).Descriptor.Id);
        Assert.Equal(3, watcher.Harms.Count);
    }

    [Fact]
    public async Task Initialize_ExamplesWithoutLabels_SayWhatIsMissing()
    {
        await using SeededModel seeded = SeededModel.Load("bert");

        AnalysisReport report = await RunAsync(seeded, Inputs(12, labelled: false), 8, new RemovalAnalyzer());

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal("AL0405", finding.Descriptor.Id);
        Assert.Contains("0 of 12", finding.Message, StringComparison.Ordinal);
        Assert.Contains("label", finding.Message, StringComparison.Ordinal);
        Assert.Equal(0, finding.Measures.Single(measure => measure.Name == "measured").Value);
    }

    [Fact]
    public async Task Initialize_FewExamples_SaysThatTheyAreFew()
    {
        await using SeededModel seeded = SeededModel.Load("bert");

        Assert.Contains("give more", Assert.Single((await RunAsync(seeded, Inputs(3, labelled: true), 8, new RemovalAnalyzer())).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_FindingsOfRemovals_CarryProposalsThatRemoveThem()
    {
        await using SeededModel seeded = SeededModel.Load("bert");

        AnalysisReport report = await RunAsync(seeded, Inputs(2, labelled: false), 5, new Claims());

        Dictionary<string, ImmutableArray<Intervention>> proposed = report.Findings.ToDictionary(
            finding => finding.Descriptor.Id, finding => Assert.Single(finding.Proposals).Interventions);
        Assert.Equal([1f, 0f, 1f], Assert.IsType<HeadScale>(Assert.Single(proposed["AL0401"])).Scales.AsEnumerable());
        Assert.IsType<ZeroAblation>(Assert.Single(proposed["AL0402"]));
        Assert.IsType<SkipLayer>(Assert.Single(proposed["AL0403"]));
        Assert.Equal([0f, 0f, 0f], Assert.IsType<HeadScale>(Assert.Single(proposed["AL0404"])).Scales.AsEnumerable());

        using MemoryStream stream = new();
        ReportJson.Write(report, stream);
        stream.Position = 0;
        Assert.Equal(report.Findings.SelectMany(finding => finding.Proposals), ReportJson.Read(stream).Findings.SelectMany(finding => finding.Proposals));
    }

    [Fact]
    public async Task Combine_Parts_GiveTheFindingsOfOneRun()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        LensInput[] inputs = Inputs(12, labelled: true);
        AnalysisPart first = await AnalysisEngine.ScanAsync(Request(seeded, inputs[..5], 5, new RemovalAnalyzer()));
        AnalysisPart second = await AnalysisEngine.ScanAsync(Request(seeded, inputs[5..], 5, new RemovalAnalyzer()) with { FirstIndex = 5 });

        AnalysisReport parts = AnalysisEngine.Combine([first, second], _ => new RemovalAnalyzer(), new ReportSettings { ToolVersion = "1" });
        AnalysisReport whole = await RunAsync(seeded, inputs, 5, new RemovalAnalyzer());

        Assert.Equal(whole.Findings.Select(finding => finding.Message), parts.Findings.Select(finding => finding.Message));
        Assert.Equal(whole.Analyzers[0].Swept, parts.Analyzers[0].Swept);
    }

    [Fact]
    public async Task Analyzers_ThatSweep_SayWhatWasSavedInAnyBatches()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        LensInput[] inputs = Inputs(12, labelled: true);

        AnalysisReport report = await RunAsync(seeded, inputs, 5, new RemovalAnalyzer());
        AnalysisReport singly = await RunAsync(seeded, inputs, 1, new RemovalAnalyzer());

        SweptStages swept = Assert.IsType<SweptStages>(report.Analyzers[0].Swept);
        Assert.Equal(0, swept.Variants % inputs.Length);
        Assert.Equal(swept.Variants * seeded.Model.Stages.Length, swept.LoopStages);
        Assert.InRange(swept.Stages, 1, swept.LoopStages - 1);
        Assert.Equal(swept, singly.Analyzers[0].Swept);
    }

    [Fact]
    public async Task Providers_OneThatThrows_IsAFindingAndCostsNothingElse()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        AnalysisRequest request = Request(seeded, Inputs(2, labelled: false), 5, new Claims());

        AnalysisReport report = await AnalysisEngine.RunAsync(request with { Providers = [new Careless(), new RemovalInterventions()] });

        Assert.Contains("bad luck", Assert.Single(report.Findings, finding => finding.Descriptor.Id == "AL0101").Message, StringComparison.Ordinal);
        Assert.All(report.Findings.Where(finding => finding.Descriptor.Category == "Importance"), finding => Assert.Single(finding.Proposals));
    }

    [Fact]
    public void RemovalStatistics_Columns_AreMeanAndStudentsInterval()
    {
        ImmutableArray<ModelUnit> units = [new(UnitKind.Head, ModelUnit.Self, 0, 0) { HeadCount = 1 }, new(UnitKind.Attention, ModelUnit.Self, 0)];
        RemovalStatistics all = new();
        RemovalStatistics left = new();
        RemovalStatistics right = new() { Seen = 7 };
        for (int example = 0; example < 10; example++)
        {
            double[] harms = [example, (3 * example) + 1];
            all.Add(units, harms);
            (example < 3 ? left : right).Add(units, harms);
        }

        ArrayBufferWriter<byte> bytes = new();
        right.WriteTo(bytes);
        left.Merge(RemovalStatistics.ReadFrom(bytes.WrittenSpan));

        // By hand: the mean of 0 to 9, deviation √(82.5/9), and Student's 2.2622 with nine degrees of freedom.
        (double mean, double low, double high) = all.Of(0);
        Assert.Equal(4.5, mean, 1e-12);
        Assert.Equal(2.2622 * Math.Sqrt(82.5 / 9 / 10), (high - low) / 2, 1e-3);
        Assert.Equal(10, all.Of(all.ColumnBeyond(units[1])).Mean, 1e-12);
        Assert.Equal(all.Of(2), left.Of(2), (one, other) => Math.Abs(one.Low - other.Low) < 1e-12 && Math.Abs(one.High - other.High) < 1e-12);
    }

    [Fact]
    public void RemovalStatistics_BrokenBytes_AreRefused()
    {
        RemovalStatistics statistics = new() { Seen = 1 };
        statistics.Add([new(UnitKind.Mlp, ModelUnit.Self, 3)], [0.5]);
        ArrayBufferWriter<byte> bytes = new();
        statistics.WriteTo(bytes);

        for (int length = 0; length < bytes.WrittenCount; length++)
        {
            Assert.Throws<LensInputException>(() => RemovalStatistics.ReadFrom(bytes.WrittenSpan[..length]));
        }

        SeededRandom random = new(1);
        for (int change = 0; change < 300; change++)
        {
            byte[] changed = bytes.WrittenSpan.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)(1 + random.Next(255));
            try
            {
                RemovalStatistics.ReadFrom(changed);
            }
            catch (LensInputException)
            {
                // Refusing is right, and so is reading another number.
            }
        }
    }

    private static LensInput[] Inputs(int count, bool labelled)
    {
        SeededRandom random = new(4);
        return
        [
            .. Enumerable.Range(0, count).Select(index => new LensInput
            {
                Ids = [.. Enumerable.Range(0, 3 + (index % 4)).Select(_ => 2 + random.Next(17))],
                Label = labelled ? random.Next(3) : null,
            }),
        ];
    }

    private static AnalysisRequest Request(SeededModel seeded, LensInput[] inputs, int batchSize, LensAnalyzer analyzer) => new()
    {
        Model = seeded.Model,
        Analyzers = [new AnalyzerSelection(analyzer, "test")],
        Providers = [new RemovalInterventions()],
        Inputs = inputs.ToAsyncEnumerable(),
        BatchSize = batchSize,
        Report = new ReportSettings { ToolVersion = "1" },
    };

    private static Task<AnalysisReport> RunAsync(SeededModel seeded, LensInput[] inputs, int batchSize, LensAnalyzer analyzer) =>
        AnalysisEngine.RunAsync(Request(seeded, inputs, batchSize, analyzer));

    private sealed class Watcher(Objective objective) : LensAnalyzer
    {
        public int? FailsOn { get; init; }

        public List<double[]> Harms { get; } = [];

        public ImmutableArray<ModelUnit> Units { get; private set; }

        public override string Name => "watcher";

        public override string Summary => "Keeps what a sweep gives.";

        public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

        public override void Initialize(AnalysisContext context) => context.RegisterSweep(
            new InterventionSweep(objective) { Removed = [UnitKind.Head, UnitKind.Layer] },
            example =>
            {
                if (example.Example.Index == FailsOn)
                {
                    throw new InvalidOperationException("bad luck");
                }

                Units = example.Units;
                Harms.Add([.. example.Values.Select(value => value - example.Whole)]);
            });
    }

    /// <summary>Says of each rule that it holds somewhere, without looking.</summary>
    private sealed class Claims : LensAnalyzer
    {
        public override string Name => "claims";

        public override string Summary => "Reports one finding of each rule.";

        public override ImmutableArray<FindingDescriptor> SupportedFindings => ImportanceRules.All;

        public override void Initialize(AnalysisContext context) => context.RegisterModelAction(sink =>
        {
            sink.Report(new Finding(ImportanceRules.CarriesNothing, new SiteAddress(HookName.Parse("blocks.0.attn.z"), 1), "it", "loss", 0, 0, 0));
            sink.Report(new Finding(ImportanceRules.SinglePoint, new SiteAddress(HookName.Parse("blocks.1.mlp_out")), "it", "loss", 1));
            sink.Report(new Finding(ImportanceRules.RedundantLayer, new SiteAddress(HookName.Parse("blocks.1.resid_post")), "it", "loss", 0, 0, 0));
            sink.Report(new Finding(ImportanceRules.BackEachOtherUp, new SiteAddress(HookName.Parse("blocks.0.attn_out")), "it", "loss", 0, 1));
        });
    }

    private sealed class Careless : InterventionProvider
    {
        public override string Name => "careless";

        public override ImmutableArray<string> FixableFindingIds => ["AL0401", "AL0402", "AL0403", "AL0404"];

        public override ImmutableArray<InterventionProposal> Propose(Finding finding, ImmutableArray<ModelUnit> units) => throw new InvalidOperationException("bad luck");
    }
}
