using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Samples;

/// <summary>Shapes among clutter. The form of the one red shape is the scene's class; everything else says nothing of it.</summary>
/// <param name="Deciding">The red shape.</param>
/// <param name="Distractors">The shapes of other colours.</param>
/// <param name="Texture">Decides the background and the clutter.</param>
internal sealed record Scene(SceneShape Deciding, ImmutableArray<SceneShape> Distractors, ulong Texture)
{
    /// <summary>The rows and the columns of pixels.</summary>
    public const int Side = 48;

    /// <summary>The class.</summary>
    public int Label => (int)Deciding.Outline.Form;

    /// <summary>The quarter of the image that the deciding shape's centre lies in.</summary>
    public string Quadrant =>
        $"{(Deciding.Outline.Y * 2 < Side * Outline.Unit ? "top" : "bottom")} {(Deciding.Outline.X * 2 < Side * Outline.Unit ? "left" : "right")}";

    /// <summary>The deciding form, the forms beside it, and the quadrant.</summary>
    public string Combination
    {
        get
        {
            IEnumerable<string> others = Distractors.Select(shape => shape.Outline.Form).Order().Select(FormNames.Of);
            return $"{FormNames.Of(Deciding.Outline.Form)} beside {string.Join('+', others)}, {Quadrant}";
        }
    }

    /// <summary>A text that is the same for the same scene alone.</summary>
    public string Key => string.Join(
        ' ',
        Distractors.Prepend(Deciding).Select(shape => string.Create(
            CultureInfo.InvariantCulture,
            $"{shape.Name} {shape.Outline.Area} {shape.Outline.Turn} {shape.Outline.X} {shape.Outline.Y} {shape.Shade}"))
            .Append(Texture.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The share of the shapes whose form is the class, in (0, 1]: how often a shape chosen blindly gives the answer.</summary>
    public double BlindShare =>
        (1.0 + Distractors.Count(shape => shape.Outline.Form == Deciding.Outline.Form)) / (1 + Distractors.Length);
}
