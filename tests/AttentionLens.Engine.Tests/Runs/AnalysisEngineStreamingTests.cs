namespace AttentionLens.Engine.Tests;

[Collection(MemoryCollection.Name)]
public sealed class AnalysisEngineStreamingTests
{
    [Fact]
    public async Task RunAsync_HundredThousandInputs_HoldsNoMoreThanForAFew()
    {
        const int Count = 100_000;
        FakeModel model = new();
        long atStart = 0;
        long atEnd = 0;
        IEnumerable<LensInput> Inputs()
        {
            for (int index = 0; index < Count; index++)
            {
                if (index == Count / 10)
                {
                    atStart = Held(model);
                }

                yield return new LensInput { Ids = [index % 50] };
            }

            atEnd = Held(model);
        }

        FakeAnalyzer analyzer = Lab.Analyzer("a", context =>
        {
            context.RegisterExampleAction(
                example =>
                {
                    long index = example.Example.Index;
                    example.Sink.Report(Lab.Finding(index, new SiteAddress(null, Example: index)));
                    example.Sink.Publish(Lab.Table($"t/{index}", index));
                },
                Lab.Capture("logits"));
            context.RegisterDataset(() => new IdSum(), dataset =>
            {
                dataset.OnExample((example, state) => state.Add(example.Output[0]), Lab.Capture("logits"));
                dataset.OnEnd((state, sink) => sink.Report(new Finding(FakeAnalyzer.GraveRule, default, $"{state.Count} {state.Sum}")));
            });
        });
        AnalysisRequest request = Lab.Request(model, Inputs(), analyzer) with { BatchSize = 64 };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Equal(Count, report.ExampleCount);
        Assert.Equal("Grave 100000 2450000", report.Findings[0].Message);
        Assert.Equal(32, report.Artefacts.Length);
        Assert.Equal(1_000, report.Findings.Count(finding => finding.Descriptor.Id == "TT0001"));

        // Two million bytes of slack: an engine that kept as little as 24 bytes for each example would not fit.
        Assert.InRange(atEnd - atStart, long.MinValue, 2_000_000);
    }

    private static long Held(FakeModel model)
    {
        model.Plans.Clear();
        model.Plans.TrimExcess();
        model.Materialised.Clear();
        model.Materialised.TrimExcess();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
