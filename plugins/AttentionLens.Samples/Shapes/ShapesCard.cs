using System.Globalization;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>The model card.</summary>
internal static class ShapesCard
{
    private const int PatchesAcross = Scene.Side / ShapesConfig.PatchSide;

    /// <summary>The content of <c>README.md</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">The training steps.</param>
    /// <param name="card">The model.</param>
    /// <param name="loss">The smoothed training loss at the end, in nats.</param>
    /// <param name="heldOut">The result on new scenes.</param>
    /// <param name="unseen">The result on new combinations.</param>
    /// <param name="published">How many scenes of either kind are evaluation images.</param>
    public static byte[] Write(
        ulong seed, int steps, ModelCard card, double loss, ShapesResult heldOut, ShapesResult unseen, int published)
    {
        string classes = string.Join(
            ", ", FormNames.All.Index().Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Index} {entry.Item}")));
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # shapes

            A ViT for image classification ({card.Layers} layers, {card.Heads} heads, width {card.Width}, {card.ParameterCount} weights
            in BF16) that names the form of the one red shape of an image: {string.Join(", ", FormNames.All)}. It exists to try
            attribution and head analyses on images: for each held-out image it is known which pixels, and so which patches, decide.

            ## How it was made

                attentionlens train shapes --seed {seed} --steps {steps} --out FOLDER

            writes this folder again, byte for byte, on any number of threads. Nothing was downloaded: the images are drawn in whole
            numbers by the recipe, the weights start from the seed. AdamW, {steps} steps of {ShapesCorpus.BatchSize} new images, linear warm-up and
            cosine decay; the smoothed training loss at the end was {loss:F4} nats.

            ## Data

            An image has {Scene.Side} by {Scene.Side} pixels, {PatchesAcross} by {PatchesAcross} patches. On a noisy, tinted, sloping ground with thin lines and dots of every
            colour, red among them, lie three or four shapes, whole and apart. One is red, and its form is the class. The others have any
            form and any other colour: their forms are drawn without regard to the class. Direction, area, hue, saturation and brightness
            vary, and are drawn alike for all forms: how much red there is says nothing.

            Held-out images are cut off by a hash of the scene, so none of them is trained on. For images with unseen combinations, one
            in five combinations of the red form, the forms beside it and the red shape's quadrant was withheld from training.

            `{EvaluationFile.Name}` has the first {published} of either kind, whose images lie in `{ShapesEvaluationFiles.Folder}/`, with these keys:

            - `label`: the class, {classes}.
            - `mask_patches`: the patches that the red shape touches, counted from 0, row by row; the model's position is one more.
            - `mask_patch_pixels`: how many of each patch's {ShapesConfig.PatchSide * ShapesConfig.PatchSide} pixels it touches.
            - `mask_pixels`: the pixels it touches, as [start, end) of pixels counted from 0, row by row. No other pixel depends on it.
            - `shape`, `quadrant`: what it is called, and where its centre lies.
            - `distractors`: the other shapes, with the `patches` that they touch.

            ## Numbers

            Measured by the command above through the stored weights, on {heldOut.Scenes.Length} and {unseen.Scenes.Length} images. Blind is the accuracy of naming
            any one of the shapes.

            | images | accuracy | standard error | blind |
            |---|---|---|---|
            | held out | {heldOut.Accuracy:F4} | {heldOut.StandardError:F4} | {heldOut.BlindAccuracy:F4} |
            | unseen combinations | {unseen.Accuracy:F4} | {unseen.StandardError:F4} | {unseen.BlindAccuracy:F4} |


            """);
        AppendTable(text, "form", heldOut.By(scene => FormNames.Of(scene.Deciding.Outline.Form)));
        AppendTable(text, "quadrant", heldOut.By(scene => scene.Quadrant));
        AppendTable(text, "other shapes", heldOut.By(scene => scene.Distractors.Length.ToString(CultureInfo.InvariantCulture)));
        text.Append("""
            ## Limits

            The model knows images of this kind: one red shape, wholly visible, of one of these forms and about this size. Other images
            are resized to its size and given a class all the same. It is a specimen to be looked into, not a recogniser to be used.

            """);
        return JsonText.Utf8.GetBytes(text.ToString());
    }

    private static void AppendTable(StringBuilder text, string title, IEnumerable<(string Name, int Count, double Accuracy)> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {title} | held-out images | accuracy |\n|---|---|---|\n");
        foreach ((string name, int count, double accuracy) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {count} | {accuracy:F4} |\n");
        }

        text.Append('\n');
    }
}
