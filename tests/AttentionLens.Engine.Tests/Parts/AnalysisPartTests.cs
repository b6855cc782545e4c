using System.Text;

namespace AttentionLens.Engine.Tests;

public sealed class AnalysisPartTests
{
    private static readonly int[] Ids = [5, 3, 9, 1, 7, 2, 8];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task RunAsync_AnyBatchSize_GivesTheSameStatistics(int batchSize)
    {
        AnalysisRequest request = Lab.Request(new FakeModel(), Lab.Inputs(Ids), Analyzer()) with { BatchSize = batchSize };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Equal("Saw sum 35 of 7", report.Findings.Single(finding => finding.Message.Contains("sum", StringComparison.Ordinal)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Combine_PartsWrittenAndReadBack_GiveTheBytesOfOneRun(int cut)
    {
        AnalysisReport whole = await Lab.RunAsync(new FakeModel(), Lab.Inputs(Ids), Analyzer());
        AnalysisPart first = Carried(await ScanAsync(0, cut));
        AnalysisPart second = Carried(await ScanAsync(cut, Ids.Length));

        AnalysisReport report = AnalysisEngine.Combine([second, first], _ => Analyzer(), Lab.Settings);

        Assert.Equal(Encoding.UTF8.GetString(ReportBytes.Of(whole)), Encoding.UTF8.GetString(ReportBytes.Of(report)));
    }

    [Fact]
    public async Task Combine_LimitsReached_GivesTheBytesOfOneRun()
    {
        ReportSettings settings = Lab.Settings with { MaxExamplesShown = 3, MaxFindingsPerRule = 2, MaxArtefactsPerAnalyzer = 2 };
        AnalysisReport whole = await AnalysisEngine.RunAsync(Lab.Request(new FakeModel(), Lab.Inputs(Ids), Analyzer()) with { Report = settings });
        AnalysisPart first = Carried(await ScanAsync(0, 2, settings));
        AnalysisPart second = Carried(await ScanAsync(2, Ids.Length, settings));

        AnalysisReport report = AnalysisEngine.Combine([first, second], _ => Analyzer(), settings);

        Assert.Equal(Encoding.UTF8.GetString(ReportBytes.Of(whole)), Encoding.UTF8.GetString(ReportBytes.Of(report)));
    }

    [Fact]
    public async Task Combine_FailuresInSeveralParts_AreAddedUpAndMarkPartial()
    {
        FakeAnalyzer Failing() => Lab.Analyzer("a", context =>
        {
            context.RegisterExampleAction(
                example => throw new FormatException($"at {example.Example.Index}"), Lab.Capture("logits"));
            context.RegisterDataset(() => new IdSum(), dataset =>
                dataset.OnEnd((state, sink) => sink.Report(Lab.Finding(state.Count))));
        });
        AnalysisReport whole = await Lab.RunAsync(new FakeModel(), Lab.Inputs(Ids), Failing());
        AnalysisPart first = Carried(await ScanAsync(0, 4, analyzer: Failing()));
        AnalysisPart second = Carried(await ScanAsync(4, Ids.Length, analyzer: Failing()));

        AnalysisReport report = AnalysisEngine.Combine([first, second], _ => Failing(), Lab.Settings);

        Assert.Equal(7, Lab.Failures(report)[0].Measures[0].Value);
        Assert.Equal(Encoding.UTF8.GetString(ReportBytes.Of(whole)), Encoding.UTF8.GetString(ReportBytes.Of(report)));
    }

    [Fact]
    public async Task Combine_AnalyzerThatFailsInInitialize_IsToldOnce()
    {
        FakeAnalyzer Failing() => Lab.Analyzer("a", _ => throw new FormatException("no"));
        AnalysisPart first = Carried(await ScanAsync(0, 4, analyzer: Failing()));
        AnalysisPart second = Carried(await ScanAsync(4, Ids.Length, analyzer: Failing()));

        AnalysisReport report = AnalysisEngine.Combine([first, second], _ => Failing(), Lab.Settings);

        Assert.Equal("Analyzer 'a' failed once with System.FormatException: no", Assert.Single(report.Findings).Message);
    }

    [Fact]
    public async Task Combine_BrokenStatisticsInOnePart_AreNotRead()
    {
        bool fail = true;
        FakeAnalyzer Trapped() => Lab.Analyzer("a", context => context.RegisterDataset(
            () => new MergeTrap(() =>
            {
                if (fail)
                {
                    throw new FormatException("no");
                }
            }),
            dataset =>
            {
                dataset.OnExample((_, _) => { }, Lab.Capture("logits"));
                dataset.OnEnd((_, sink) => sink.Report(Lab.Finding("statistics")));
            }));
        AnalysisPart first = Carried(await ScanAsync(0, 4, analyzer: Trapped()));
        fail = false;
        AnalysisPart second = Carried(await ScanAsync(4, Ids.Length, analyzer: Trapped()));

        AnalysisReport report = AnalysisEngine.Combine([first, second], _ => Trapped(), Lab.Settings);

        Assert.Equal("AL0101", Assert.Single(report.Findings).Descriptor.Id);
    }

    [Theory]
    [InlineData(0, 3, 4, 7, "does not follow the one before it: expected example 3")]
    [InlineData(0, 3, 2, 7, "overlaps the one before it: expected example 3")]
    public async Task Combine_GapOrOverlap_IsAnError(int firstStart, int firstEnd, int secondStart, int secondEnd, string expected)
    {
        AnalysisPart first = await ScanAsync(firstStart, firstEnd);
        AnalysisPart second = await ScanAsync(secondStart, secondEnd);

        LensInputException error = Assert.Throws<LensInputException>(
            () => AnalysisEngine.Combine([first, second], _ => Analyzer(), Lab.Settings));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Combine_OtherAnalyzers_IsAnError()
    {
        AnalysisPart first = await ScanAsync(0, 3);
        AnalysisPart second = await ScanAsync(3, 7, analyzer: Lab.Analyzer("other", _ => { }));

        LensInputException error = Assert.Throws<LensInputException>(
            () => AnalysisEngine.Combine([first, second], _ => Analyzer(), Lab.Settings));

        Assert.Contains("other analyzers or options", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Combine_NoPart_IsAnError() =>
        Assert.Throws<LensInputException>(() => AnalysisEngine.Combine([], _ => Analyzer(), Lab.Settings));

    [Fact]
    public async Task Combine_StateOfOtherBytes_IsAnErrorThatNamesTheAnalyzer()
    {
        string json = Text(await ScanAsync(0, 3));
        int start = json.IndexOf("\"states\"", StringComparison.Ordinal);
        AnalysisPart part = Read(json[..start] + "\"states\": [\"AAAA\"]}]}");

        LensInputException error = Assert.Throws<LensInputException>(() => AnalysisEngine.Combine([part], _ => Analyzer(), Lab.Settings));

        Assert.Equal("The statistics of analyzer 'a' cannot be read: Found 3 bytes; expected 16.", error.Message);
    }

    [Fact]
    public async Task Combine_StatesMissing_IsAnError()
    {
        string json = Text(await ScanAsync(0, 3));
        int start = json.IndexOf("\"states\"", StringComparison.Ordinal);
        AnalysisPart part = Read(json[..start] + "\"states\": []}]}");

        Assert.Throws<LensInputException>(() => AnalysisEngine.Combine([part], _ => Analyzer(), Lab.Settings));
    }

    [Fact]
    public async Task Read_AnyPrefixOfAPart_IsAnInputError()
    {
        string json = Text(await ScanAsync(0, 2));
        for (int length = 0; length < json.Length - 2; length += 7)
        {
            Assert.Throws<LensInputException>(() => Read(json[..length]));
        }
    }

    [Fact]
    public async Task Write_PartReadBack_GivesTheSameBytes()
    {
        string json = Text(await ScanAsync(0, 5));

        Assert.Equal(json, Text(Read(json)));
        Assert.Equal("a", Assert.Single(Read(json).Analyzers));
        Assert.Equal(new FakeModel().Hooks.AsEnumerable(), Read(json).Hooks.AsEnumerable());
    }

    private static FakeAnalyzer Analyzer() => Lab.Analyzer("a", context =>
    {
        context.RegisterModelAction(sink =>
        {
            sink.Report(Lab.Finding("model"));
            sink.Publish(Lab.Table("model"));
        });
        context.RegisterExampleAction(
            example =>
            {
                long index = example.Example.Index;
                example.Sink.Report(Lab.Finding(index, new SiteAddress(null, Example: index)) with { Artefacts = [new ArtefactId($"t/{index}")] });
                example.Sink.Publish(Lab.Table($"t/{index}", index));
            },
            Lab.Capture("logits"));
        context.RegisterDataset(() => new IdSum(), dataset =>
        {
            dataset.OnExample((example, state) => state.Add(example.Output[0]), Lab.Capture("logits"));
            dataset.OnEnd((state, sink) => sink.Report(Lab.Finding($"sum {state.Sum} of {state.Count}")));
        });
    });

    private static Task<AnalysisPart> ScanAsync(int start, int end, ReportSettings? settings = null, FakeAnalyzer? analyzer = null) =>
        AnalysisEngine.ScanAsync(Lab.Request(new FakeModel(), Lab.Inputs(Ids)[start..end], analyzer ?? Analyzer()) with
        {
            FirstIndex = start,
            Report = settings ?? Lab.Settings,
        });

    private static AnalysisPart Carried(AnalysisPart part) => Read(Text(part));

    private static string Text(AnalysisPart part)
    {
        using MemoryStream stream = new();
        part.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static AnalysisPart Read(string json)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        return AnalysisPart.Read(stream);
    }
}
