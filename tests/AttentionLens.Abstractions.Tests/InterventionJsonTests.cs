using System.Text.Json;

namespace AttentionLens.Tests;

public sealed class InterventionJsonTests
{
    public static TheoryData<Intervention> All =>
    [
        new HeadScale(HookSelector.Of(HookKind.HeadOutput, 2..5, "encoder"), [0, 0.5f, 1]),
        new HeadScale(HookSelector.Of(HookKind.HeadOutput, 2..) | HookSelector.Parse("blocks.{0,1}.attn.z"), [0]),
        new ZeroAblation(HookSelector.Parse("blocks.*.mlp_out")),
        new MeanAblation(HookSelector.Parse("blocks.0.attn_out"), "reference"),
        new ResampleAblation(HookSelector.Parse("blocks.0.attn_out"), "reference", ulong.MaxValue),
        new PatchFrom(HookSelector.Parse("blocks.0.resid_post"), "clean", [1, 4]),
        new PatchFrom(HookSelector.Parse("blocks.0.resid_post"), "clean"),
        new AttentionKnockout(HookSelector.Parse("blocks.0.attn.scores"), [(3, 1), (4, 0)], [2]),
        SkipLayer.At(3, "decoder"),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Read_WhatWriteWrote_IsEqual(Intervention intervention)
    {
        string written = Written(intervention);

        Intervention read = Read(written);

        Assert.Equal(intervention, read);
        Assert.Equal(intervention.GetHashCode(), read.GetHashCode());
        Assert.Equal(written, Written(read));
    }

    [Theory]
    [InlineData("""[]""", "object")]
    [InlineData("""{"target":"blocks.0.attn.z"}""", "'kind'")]
    [InlineData("""{"kind":"zeros","target":"blocks.0.attn.z"}""", "zero")]
    [InlineData("""{"kind":"zero","target":"Pattern[3..2"}""", "Pattern[3..2")]
    [InlineData("""{"kind":"zero","target":"Patern[1..2]"}""", "Pattern")]
    [InlineData("""{"kind":"zero","target":"blocks.0","sauce":1}""", "'sauce'")]
    [InlineData("""{"kind":"zero","kind":"mean","target":"blocks.0"}""", "twice")]
    [InlineData("""{"kind":"head_scale","target":"blocks.0","scales":[1,"x"]}""", "'scales'")]
    [InlineData("""{"kind":"head_scale","target":"blocks.0","scales":[1e99]}""", "'scales'")]
    [InlineData("""{"kind":"knockout","target":"blocks.0","edges":[[1]]}""", "[query, key]")]
    [InlineData("""{"kind":"knockout","target":"blocks.0","edges":[[1,-1]]}""", "from 0")]
    [InlineData("""{"kind":"patch","target":"blocks.0"}""", "'source'")]
    [InlineData("""{"kind":"resample","target":"blocks.0","source":"s","seed":-1}""", "'seed'")]
    public void Read_SomethingElse_SaysWhereAndWhat(string json, string named)
    {
        LensInputException exception = Assert.Throws<LensInputException>(() => Read(json));

        Assert.StartsWith("here: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Write_Callback_IsRefused()
    {
        CustomEdit edit = new(HookSelector.Parse("embed"), (in EditContext _) => { });

        Assert.Contains("CustomEdit", Assert.Throws<LensInputException>(() => Written(edit)).Message, StringComparison.Ordinal);
    }

    private static Intervention Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return InterventionJson.Read(document.RootElement, "here");
    }

    private static string Written(Intervention intervention)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            InterventionJson.Write(writer, intervention);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
