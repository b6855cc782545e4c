using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AttentionLens.Models;

namespace AttentionLens.Samples;

/// <summary>Held-out scenes with their truth: one image for each, and one JSON object to a line that says where the deciding shape is.</summary>
internal static class ShapesEvaluationFiles
{
    /// <summary>The folder of the images.</summary>
    public const string Folder = "evaluation";

    /// <summary>The images and, by the name of <see cref="EvaluationFile.Name"/>, their truth; names are paths with slashes.</summary>
    /// <param name="lists">The scenes of each split, with the word that their ids start with.</param>
    public static IEnumerable<(string Name, byte[] Content)> Write(params ImmutableArray<(string Prefix, ImmutableArray<Scene> Scenes)> lists)
    {
        using MemoryStream truth = new();
        int count = 0;
        foreach ((string prefix, ImmutableArray<Scene> scenes) in lists)
        {
            for (int index = 0; index < scenes.Length; index++)
            {
                string image = string.Create(CultureInfo.InvariantCulture, $"{Folder}/{++count:0000}.png");
                string id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{index + 1:000}");
                truth.Write(Line(id, image, scenes[index]));
                byte[] levels = SceneCanvas.Draw(scenes[index]);
                yield return (image, PngWriter.Write(Scene.Side, Scene.Side, levels.Length / (Scene.Side * Scene.Side), levels));
            }
        }

        yield return (EvaluationFile.Name, truth.ToArray());
    }

    private static byte[] Line(string id, string image, Scene scene) => JsonText.WriteLine(json =>
    {
        SceneMask mask = new(scene.Deciding.Outline);
        ImmutableArray<(int Patch, int Pixels)> patches = mask.Patches(ShapesConfig.PatchSide);
        json.WriteString("id", id);
        json.WriteString("image", image);
        json.WriteNumber("label", scene.Label);
        WriteNumbers(json, "mask_patches", patches.Select(patch => patch.Patch));
        WriteNumbers(json, "mask_patch_pixels", patches.Select(patch => patch.Pixels));
        json.WriteStartArray("mask_pixels");
        foreach ((int start, int end) in mask.Runs)
        {
            json.WriteStartArray();
            json.WriteNumberValue(start);
            json.WriteNumberValue(end);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("shape", scene.Deciding.Name);
        json.WriteString("quadrant", scene.Quadrant);
        json.WriteStartArray("distractors");
        foreach (SceneShape distractor in scene.Distractors)
        {
            json.WriteStartObject();
            json.WriteString("shape", distractor.Name);
            WriteNumbers(
                json, "patches", new SceneMask(distractor.Outline).Patches(ShapesConfig.PatchSide).Select(patch => patch.Patch));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
