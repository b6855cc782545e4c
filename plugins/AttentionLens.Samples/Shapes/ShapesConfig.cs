using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>The shape of the model and what it does to images.</summary>
internal static class ShapesConfig
{
    /// <summary>The side of a patch, in pixels.</summary>
    public const int PatchSide = 6;

    private const int Layers = 4;
    private const int Heads = 4;
    private const int Width = 64;
    private const int MlpWidth = 128;
    private const double Scale = 1.0 / 255;
    private const float Middle = 0.5f;

    // Small widths need larger weights than ViT's 0.02 for attention to leave the uniform.
    private const double InitializerRange = 0.05;

    /// <summary>What each grey level becomes: [0, 255] to [-1, 1], as the preprocessing of model folders computes it.</summary>
    public static float LevelOf(byte grey) => ((float)(grey * Scale) - Middle) / Middle;

    /// <summary>The content of <c>config.json</c>.</summary>
    public static byte[] Write() => JsonText.Write(json =>
    {
        json.WriteStartArray("architectures");
        json.WriteStringValue("ViTForImageClassification");
        json.WriteEndArray();
        json.WriteString("model_type", "vit");
        json.WriteNumber("image_size", Scene.Side);
        json.WriteNumber("patch_size", PatchSide);
        json.WriteNumber("num_channels", 3);
        json.WriteNumber("hidden_size", Width);
        json.WriteNumber("num_hidden_layers", Layers);
        json.WriteNumber("num_attention_heads", Heads);
        json.WriteNumber("intermediate_size", MlpWidth);
        json.WriteString("hidden_act", "gelu");
        json.WriteNumber("layer_norm_eps", 1e-12);
        json.WriteBoolean("qkv_bias", true);
        json.WriteNumber("initializer_range", InitializerRange);
        json.WriteNumber("hidden_dropout_prob", 0);
        json.WriteNumber("attention_probs_dropout_prob", 0);
        json.WriteString("torch_dtype", "bfloat16");
        json.WriteStartObject("id2label");
        for (int label = 0; label < FormNames.All.Length; label++)
        {
            json.WriteString(FormattableString.Invariant($"{label}"), FormNames.All[label]);
        }

        json.WriteEndObject();
        json.WriteStartObject("label2id");
        for (int label = 0; label < FormNames.All.Length; label++)
        {
            json.WriteNumber(FormNames.All[label], label);
        }

        json.WriteEndObject();
    });

    /// <summary>The content of <c>preprocessor_config.json</c>.</summary>
    public static byte[] WritePreprocessing() => JsonText.Write(json =>
    {
        json.WriteString("image_processor_type", "ViTImageProcessor");
        json.WriteBoolean("do_resize", true);
        json.WriteStartObject("size");
        json.WriteNumber("height", Scene.Side);
        json.WriteNumber("width", Scene.Side);
        json.WriteEndObject();
        json.WriteNumber("resample", 2);
        json.WriteBoolean("do_rescale", true);
        json.WriteNumber("rescale_factor", Scale);
        json.WriteBoolean("do_normalize", true);
        WriteAll(json, "image_mean");
        WriteAll(json, "image_std");
    });

    private static void WriteAll(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        for (int channel = 0; channel < 3; channel++)
        {
            json.WriteNumberValue(Middle);
        }

        json.WriteEndArray();
    }
}
