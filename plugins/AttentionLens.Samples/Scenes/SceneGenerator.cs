using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Composes scenes. The same random numbers give the same scenes.</summary>
internal static class SceneGenerator
{
    // One scene in so many is held out, and one combination in so many is never trained on.
    private const uint SceneParts = 16;
    private const uint CombinationParts = 5;

    private const int FewestDistractors = 2;
    private const int MostDistractors = 3;
    private const int SmallestArea = 75;
    private const int LargestArea = 160;

    // Half the width of the range of hues that counts as red, and how far from red the other shapes keep.
    private const int RedHues = 40;
    private const int OtherHues = 150;

    private const int LowestSaturation = 175;
    private const int LowestValue = 165;
    private const int MostTries = 40;

    /// <summary>A scene of a class.</summary>
    /// <param name="form">The class.</param>
    /// <param name="split">Which scenes are wanted.</param>
    /// <param name="random">Decides all else.</param>
    public static Scene Next(Form form, SceneSplit split, SeededRandom random)
    {
        while (true)
        {
            Scene scene = Compose(form, random);
            if (Belongs(scene, split))
            {
                return scene;
            }
        }
    }

    /// <summary>Whether training never shows a scene's combination.</summary>
    /// <param name="scene">The scene.</param>
    public static bool IsUnseen(Scene scene) => TextHash.IsFirstOf(scene.Combination, CombinationParts);

    private static bool Belongs(Scene scene, SceneSplit split) => IsUnseen(scene) == (split == SceneSplit.UnseenCombination)
        && (split == SceneSplit.UnseenCombination || TextHash.IsFirstOf(scene.Key, SceneParts) == (split == SceneSplit.HeldOut));

    private static Scene Compose(Form form, SeededRandom random)
    {
        Shade red = Shade((Samples.Shade.Hues - RedHues + random.Next((2 * RedHues) + 1)) % Samples.Shade.Hues, random);
        SceneShape deciding = new(Place(form, random), red);
        Form[] others = new Form[FewestDistractors + random.Next(MostDistractors - FewestDistractors + 1)];
        foreach (ref Form other in others.AsSpan())
        {
            other = (Form)random.Next(FormNames.All.Length);
        }

        // What was drawn so far stays: were it drawn again where there is no room, large forms would be rarer beside large ones.
        while (true)
        {
            if (PlaceBeside(deciding.Outline, others, random) is { } outlines)
            {
                ImmutableArray<SceneShape> distractors = [.. outlines.Select(outline => new SceneShape(
                    outline, Shade(OtherHues + random.Next(Samples.Shade.Hues - (2 * OtherHues)), random)))];
                return new Scene(deciding, distractors, random.NextBits());
            }
        }
    }

    // Null where no room was found in some tries.
    private static List<Outline>? PlaceBeside(Outline deciding, Form[] forms, SeededRandom random)
    {
        List<Outline> outlines = [];
        for (int tries = 0; tries < MostTries && outlines.Count < forms.Length; tries++)
        {
            Outline outline = Place(forms[outlines.Count], random);
            if (AreApart(outline, deciding) && outlines.TrueForAll(other => AreApart(outline, other)))
            {
                outlines.Add(outline);
            }
        }

        return outlines.Count == forms.Length ? outlines : null;
    }

    private static Shade Shade(int hue, SeededRandom random) =>
        new(hue, LowestSaturation + random.Next(256 - LowestSaturation), LowestValue + random.Next(256 - LowestValue));

    // Wholly within the image.
    private static Outline Place(Form form, SeededRandom random)
    {
        int area = SmallestArea + random.Next(LargestArea - SmallestArea + 1);
        int turn = random.Next(Outline.Turns);
        int reach = new Outline(form, area, turn, 0, 0).Reach;
        int room = (Scene.Side * Outline.Unit) - (2 * reach) + 1;
        return new Outline(form, area, turn, reach + random.Next(room), reach + random.Next(room));
    }

    private static bool AreApart(Outline one, Outline other)
    {
        int distance = one.Reach + other.Reach + Outline.Unit;
        int x = one.X - other.X;
        int y = one.Y - other.Y;
        return (x * x) + (y * y) >= distance * distance;
    }
}
