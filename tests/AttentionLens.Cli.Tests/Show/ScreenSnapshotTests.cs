using AttentionLens.Rendering.Tests;
using AttentionLens.Testing;

namespace AttentionLens.Cli.Tests.Show;

/// <summary>Every type of figure as it stands in a terminal and in a file.</summary>
public sealed class ScreenSnapshotTests
{
    private const char Escape = '\u001B';

    public static TheoryData<string> Samples => [.. All.Keys];

    public static TheoryData<string> SmallSamples => [.. All.Keys.Where(name => name.EndsWith("small", StringComparison.Ordinal) || name.EndsWith("arabic", StringComparison.Ordinal))];

    private static SortedDictionary<string, Artefact> All { get; } = new(
        SampleArtefacts.All
            .Concat(SampleSequences.All.Select(sample => new KeyValuePair<string, Artefact>($"sequence-{sample.Key}", sample.Value)))
            .Concat(SampleSides.All.Select(sample => new KeyValuePair<string, Artefact>($"sides-{sample.Key}", sample.Value)))
            .ToDictionary(),
        StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_InAFile_IsPlainText(string sample) => Snapshot.Verify(CapturedScreen.Of(All[sample]), "txt", sample);

    [Theory]
    [MemberData(nameof(SmallSamples))]
    public void Write_InATerminal_HasColors(string sample) =>
        Snapshot.Verify(CapturedScreen.Of(All[sample], hasColors: true).Replace(Escape, '␛'), "txt", sample);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_AnyWidth_IsKept(string sample)
    {
        foreach (int width in (int[])[24, 80, 200])
        {
            foreach (bool hasColors in (bool[])[false, true])
            {
                string text = CapturedScreen.WithoutColors(CapturedScreen.Of(All[sample], width, hasColors));

                Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
                Assert.All(text.Split('\n'), line => Assert.True(ShownText.Width(line) <= width, $"wider than {width}: {line}"));
            }
        }
    }
}
