using AttentionLens.Models;
using AttentionLens.Vit;

namespace AttentionLens.Samples.Tests;

public sealed class ShapesCorpusTests
{
    [Fact]
    public void Batch_AnyStep_HasAsManyOfEachClass()
    {
        IReadOnlyList<LensInput> batch = new ShapesCorpus(3).Batch(17);

        Assert.Equal(ShapesCorpus.BatchSize, batch.Count);
        Assert.All(
            batch.GroupBy(input => input.Label), group => Assert.Equal(ShapesCorpus.BatchSize / FormNames.All.Length, group.Count()));
    }

    [Fact]
    public void Batch_SameSeedAndStep_IsTheSameWhateverCameBefore()
    {
        ShapesCorpus corpus = new(3);
        corpus.Batch(0);

        Assert.Equal(Values(new ShapesCorpus(3).Batch(5)), Values(corpus.Batch(5)));
        Assert.NotEqual(Values(corpus.Batch(5)), Values(corpus.Batch(6)));
        Assert.NotEqual(Values(corpus.Batch(5)), Values(new ShapesCorpus(4).Batch(5)));
    }

    [Fact]
    public void Examples_MeasuredScenes_AreNeverTrainedOn()
    {
        ShapesCorpus corpus = new(1);
        HashSet<string> trained = [.. Enumerable.Range(0, 20).SelectMany(step => Values(corpus.Batch(step)))];

        foreach (SceneSplit split in (SceneSplit[])[SceneSplit.HeldOut, SceneSplit.UnseenCombination])
        {
            string[] measured = Values([.. corpus.Examples(split, 200).Select(ShapesCorpus.Input)]);
            Assert.Equal(200, measured.Distinct().Count());
            Assert.Empty(trained.Intersect(measured));
        }

        Assert.Equal(20 * ShapesCorpus.BatchSize, trained.Count);
    }

    [Fact]
    public async Task Input_Scene_EqualsItsImageFileThroughTheFolder()
    {
        using TemporaryFolder folder = new();
        OutputFiles files = new(folder.Path);
        files.Write("config.json", ShapesConfig.Write());
        files.Write("preprocessor_config.json", ShapesConfig.WritePreprocessing());
        files.Write("scene.png", PngWriter.Write(Scene.Side, Scene.Side, 3, SceneCanvas.Draw(new ShapesCorpus(1).Examples(SceneSplit.HeldOut, 1)[0])));
        await using TransformerModel model = new VitAdapter().Initialize(ModelFolder.Open(folder.Path), 1);

        EncodedExample read = model.Inputs.Encode(0, new LensInput { Image = Path.Combine(folder.Path, "scene.png") }, new EncodeOptions());

        ImagePixels drawn = ShapesCorpus.Input(new ShapesCorpus(1).Examples(SceneSplit.HeldOut, 1)[0]).Pixels!;
        Assert.Equal(drawn.Values.ToArray(), read.Pixels!.Values.ToArray());
        Assert.Equal(new PatchGrid(8, 8, ShapesConfig.PatchSide, 1), read.Patches);
    }

    private static string[] Values(IReadOnlyList<LensInput> inputs) =>
        [.. inputs.Select(input => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(input.Pixels!.Values.AsSpan())))];
}
