using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

public sealed class SceneTests
{
    private const int Pixels = Scene.Side * Scene.Side;
    private static readonly SceneSplit[] Splits = Enum.GetValues<SceneSplit>();

    private static readonly ImmutableArray<Scene> Scenes =
        [.. Splits.SelectMany(split => new ShapesCorpus(7).Examples(split, 500))];

    [Fact]
    public void Next_Scene_HasOneRedShapeThatIsItsClass() =>
        Assert.All(Scenes, scene =>
        {
            Assert.Equal("red", scene.Deciding.Shade.Name);
            Assert.Equal((int)scene.Deciding.Outline.Form, scene.Label);
            Assert.InRange(scene.Distractors.Length, 2, 3);
            Assert.All(scene.Distractors, shape => Assert.NotEqual("red", shape.Shade.Name));
        });

    [Fact]
    public void Next_Shapes_AreWholeAndShareNoPixel() =>
        Assert.All(Scenes, scene =>
        {
            HashSet<(int Row, int Column)> taken = [];
            foreach (Outline outline in scene.Distractors.Select(shape => shape.Outline).Append(scene.Deciding.Outline))
            {
                Assert.InRange(outline.X, outline.Reach, (Scene.Side * Outline.Unit) - outline.Reach);
                Assert.InRange(outline.Y, outline.Reach, (Scene.Side * Outline.Unit) - outline.Reach);
                Assert.All(SceneMask.Pixels(outline), pixel => Assert.True(taken.Add((pixel.Row, pixel.Column))));
            }
        });

    [Fact]
    public void Next_Scenes_FollowTheirSplit()
    {
        for (int index = 0; index < Scenes.Length; index++)
        {
            Assert.Equal(Splits[index / 500] == SceneSplit.UnseenCombination, SceneGenerator.IsUnseen(Scenes[index]));
        }

        Assert.Equal(Scenes.Length, Scenes.Select(scene => scene.Key).Distinct().Count());
    }

    [Fact]
    public void Next_Combinations_AreWithheldAboutOnceInFive()
    {
        SeededRandom random = new(5);
        HashSet<string> seen = [];
        HashSet<string> unseen = [];
        for (int index = 0; index < 6000; index++)
        {
            Form form = (Form)(index % 5);
            seen.Add(SceneGenerator.Next(form, SceneSplit.Training, random).Combination);
            if (index % 3 == 0)
            {
                unseen.Add(SceneGenerator.Next(form, SceneSplit.UnseenCombination, random).Combination);
            }
        }

        Assert.Empty(seen.Intersect(unseen));
        Assert.InRange(unseen.Count / (double)(seen.Count + unseen.Count), 0.15, 0.25);
    }

    // What could be learned in place of the form of the red shape.
    [Fact]
    public void Next_ClassFromAnythingElse_CannotBeTold()
    {
        const int Each = 400;
        SeededRandom random = new(9);
        Scene[][] byClass = [.. Enumerable.Range(0, 5).Select(
            form => Enumerable.Range(0, Each).Select(_ => SceneGenerator.Next((Form)form, SceneSplit.Training, random)).ToArray())];

        AssertAlike(scene => scene.Deciding.Outline.Area, 25);
        AssertAlike(scene => scene.Deciding.Shade.Value, 26);
        AssertAlike(scene => scene.Deciding.Shade.Saturation, 24);
        AssertAlike(scene => scene.Distractors.Length, 0.5);
        AssertAlike(scene => scene.BlindShare, 0.2);
        foreach (Form form in Enum.GetValues<Form>())
        {
            AssertAlike(scene => scene.Distractors.Count(shape => shape.Outline.Form == form), 0.7);
        }

        // The means of a property over the scenes of each class lie within some standard errors of each other.
        void AssertAlike(Func<Scene, double> property, double deviation)
        {
            double[] means = [.. byClass.Select(scenes => scenes.Average(property))];
            Assert.InRange(means.Max() - means.Min(), 0, 5 * deviation / Math.Sqrt(Each));
        }
    }

    [Fact]
    public void Draw_AnotherDecidingShape_ChangesItsMaskAlone() =>
        Assert.All(Scenes.Take(60), scene =>
        {
            Outline before = scene.Deciding.Outline;
            Outline after = new((Form)((scene.Label + 1) % 5), 90, 11, before.X, before.Y);
            bool[] mask = new bool[Pixels];
            foreach ((int start, int end) in new SceneMask(before).Runs.Concat(new SceneMask(after).Runs))
            {
                mask.AsSpan(start..end).Fill(true);
            }

            byte[] one = SceneCanvas.Draw(scene);
            byte[] other = SceneCanvas.Draw(scene with { Deciding = new SceneShape(after, new Shade(900, 255, 40)) });

            int changed = 0;
            for (int index = 0; index < one.Length; index++)
            {
                Assert.True(mask[index / 3] || one[index] == other[index]);
                changed += one[index] == other[index] ? 0 : 1;
            }

            Assert.InRange(changed, 75, 3 * Pixels);
        });

    [Fact]
    public void Draw_ShapesWithoutEdges_HaveTheirColors() =>
        Assert.All(Scenes.Take(100), scene =>
        {
            byte[] levels = SceneCanvas.Draw(scene);
            Assert.All(scene.Distractors.Append(scene.Deciding), shape => Assert.All(
                SceneMask.Pixels(shape.Outline).Where(pixel => pixel.Cover == Outline.FullCover),
                pixel =>
                {
                    int place = ((pixel.Row * Scene.Side) + pixel.Column) * 3;
                    Assert.Equal(shape.Shade.Levels, (levels[place], levels[place + 1], levels[place + 2]));
                }));
        });

    // The pictures must not depend on the machine: a number that changed says that they did.
    [Fact]
    public void Draw_SceneOfASeed_IsThisPicture()
    {
        Scene scene = SceneGenerator.Next(Form.Cross, SceneSplit.Training, new SeededRandom(2024));
        ulong hash = 0xCBF29CE484222325;
        foreach (byte level in SceneCanvas.Draw(scene))
        {
            hash = (hash ^ level) * 0x100000001B3;
        }

        Assert.Equal("C75053FB48881AAA", $"{hash:X16}");
    }

    [Fact]
    public void Patches_OfAMask_AddUpToItsPixels() =>
        Assert.All(Scenes, scene =>
        {
            SceneMask mask = new(scene.Deciding.Outline);
            ImmutableArray<(int Patch, int Pixels)> patches = mask.Patches(ShapesConfig.PatchSide);

            Assert.Equal(mask.Runs.Sum(run => run.End - run.Start), patches.Sum(patch => patch.Pixels));
            Assert.Equal(
                mask.Runs.SelectMany(run => Enumerable.Range(run.Start, run.End - run.Start))
                    .Select(pixel => (pixel / Scene.Side / 6 * 8) + (pixel % Scene.Side / 6)).Distinct().Order(),
                patches.Select(patch => patch.Patch));
            Assert.InRange(patches.Length, 4, 25);
        });
}
