using AttentionLens.Cli.Tests.Running;
using AttentionLens.Encoders.Tests.Images;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Trace;

/// <summary>Images as options and as lines of a file.</summary>
public sealed class TraceImageTests
{
    private const string Family = "reference/vit";
    private const int Side = 24;

    [ReferenceTheory(Family)]
    [InlineData("a")]
    [InlineData("b")]
    public async Task Trace_Pixels_GivesRecordedNumbers(string set)
    {
        using ReferenceCase reference = new("vit");
        using TemporaryFolder folder = new();
        using SafetensorsFile inputs = SafetensorsFile.Open(ReferenceData.At($"{Family}/inputs.safetensors"));
        CheckpointTensor tensor = inputs.Tensors[$"{set}.pixel_values"];
        float[] values = new float[tensor.Length];
        inputs.Read(tensor, values);
        WritePixels(folder.At("pixels.safetensors"), "pixel_values", [.. tensor.Shape], values);

        (await CliRunner.RunAsync(
            "trace", reference.Checkpoint, "--pixels", folder.At("pixels.safetensors"), "--hooks", "embed", "--hooks", "ln_final", "--hooks",
            "blocks.*.attn.pattern", "--hooks", "pixels", "--out", folder.At("x.safetensors"))).AssertDone();

        using TraceFile trace = new(folder.At("x.safetensors"));
        Assert.Equal(tensor.Shape, trace.Shape("pixels"));
        Assert.Equal(values, trace.Values("pixels"));
        reference.AssertClose($"{set}.logits", trace.Values("logits"));
        reference.AssertClose($"{set}.input_embeddings", trace.Values("embed"));
        reference.AssertClose($"{set}.last_hidden_state", trace.Values("ln_final"));
        reference.AssertClose($"{set}.attentions.2", trace.Values("blocks.2.attn.pattern"));
    }

    [ReferenceFact(Family)]
    public async Task Trace_ImageAsOptionAndAsLine_EqualsItsPixels()
    {
        using ReferenceCase reference = new("vit");
        using TemporaryFolder folder = new();
        string model = Model(reference, folder);
        PngBytes png = Png();
        folder.Write("image.png", png.ToArray());
        string lines = folder.Write("inputs.jsonl", "{\"id\":\"one\",\"image\":\"image.png\",\"label\":3}\n");
        float[] values = [.. Enumerable.Range(0, 3 * Side * Side).Select(index =>
            ((float)(png.Sample(index / Side % Side, index % Side, index / (Side * Side)) / 255.0) - 0.5f) / 0.25f)];
        WritePixels(folder.At("pixels.safetensors"), "pixel_values", [1, 3, Side, Side], values);

        (await CliRunner.RunAsync("trace", model, "--image", folder.At("image.png"), "--hooks", "pixels", "--out", folder.At("option"))).AssertDone();
        (await CliRunner.RunAsync("trace", model, "--input", lines, "--hooks", "pixels", "--out", folder.At("line"))).AssertDone();
        (await CliRunner.RunAsync("trace", model, "--pixels", folder.At("pixels.safetensors"), "--hooks", "pixels", "--out", folder.At("pixels"))).AssertDone();

        Assert.Equal(await File.ReadAllBytesAsync(folder.At("option")), await File.ReadAllBytesAsync(folder.At("line")));
        using TraceFile image = new(folder.At("option"));
        using TraceFile pixels = new(folder.At("pixels"));
        Assert.Equal(pixels.Values("pixels").Length, image.Values("pixels").Length);
        Assert.All(pixels.Values("pixels").Zip(image.Values("pixels")), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(pixels.Values("logits").Zip(image.Values("logits")), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [ReferenceFact(Family)]
    public async Task Analyze_Image_WritesAReport()
    {
        using ReferenceCase reference = new("vit");
        using TemporaryFolder folder = new();
        folder.Write("image.png", Png().ToArray());

        (await CliRunner.RunAsync("analyze", Model(reference, folder), "--image", folder.At("image.png"), "--out", folder.At("report"))).AssertDone();

        string report = await File.ReadAllTextAsync(folder.At("report", "report.json"));
        Assert.Contains("r3c3", report, StringComparison.Ordinal);
        Assert.Contains("LABEL_", report, StringComparison.Ordinal);
    }

    [ReferenceFact(Family)]
    public async Task Trace_PixelsThatCannotBe_AreRefused()
    {
        using ReferenceCase reference = new("vit");
        using TemporaryFolder folder = new();
        WritePixels(folder.At("other.safetensors"), "pixels", [1, 3, 2, 2], new float[12]);
        WritePixels(folder.At("flat.safetensors"), "pixel_values", [12], new float[12]);
        WritePixels(folder.At("empty.safetensors"), "pixel_values", [0, 3, 24, 24], []);
        WritePixels(folder.At("small.safetensors"), "pixel_values", [1, 3, 2, 2], new float[12]);
        folder.Write("text.safetensors", "no tensors here");
        folder.Write("image.png", "no picture here");

        await Refuse("--pixels", "other.safetensors", "'pixels'", "'pixel_values'");
        await Refuse("--pixels", "flat.safetensors", "[12]");
        await Refuse("--pixels", "empty.safetensors", "[0, 3, 24, 24]");
        await Refuse("--pixels", "small.safetensors", "patch of 6");
        await Refuse("--pixels", "text.safetensors", "safetensors");
        await Refuse("--pixels", "missing.safetensors", "missing.safetensors");
        await Refuse("--image", "image.png", "no known format");
        (await CliRunner.RunAsync("trace", reference.Checkpoint, "--text", "a", "--image", "b", "--out", folder.At("x"))).AssertRefused("Several kinds");
        (await CliRunner.RunAsync("trace", reference.Checkpoint, "--text", "a", "--out", folder.At("x"))).AssertRefused("image");

        async Task Refuse(string option, string file, params string[] words) => (await CliRunner.RunAsync(
            "trace", Model(reference, folder), option, folder.At(file), "--out", folder.At("x"))).AssertRefused(words);
    }

    private static string Model(ReferenceCase reference, TemporaryFolder folder)
    {
        foreach (string file in Directory.EnumerateFiles(reference.Checkpoint))
        {
            string target = folder.At("model", Path.GetFileName(file));
            Directory.CreateDirectory(folder.At("model"));
            File.Copy(file, target, overwrite: true);
        }

        folder.Write("model/preprocessor_config.json", """{"do_resize": false, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]}""");
        return folder.At("model");
    }

    private static PngBytes Png() => new()
    {
        Width = Side,
        Height = Side,
        Color = 2,
        Sample = (row, column, channel) => ((row * 17) + (column * 5) + (channel * 80)) % 256,
    };

    private static void WritePixels(string path, string name, long[] shape, float[] values)
    {
        SafetensorsWriter writer = new();
        writer.Add(name, shape, values);
        writer.Save(path);
    }
}
