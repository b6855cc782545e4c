using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

public sealed class OutlineTests
{
    private const int Middle = Scene.Side * Outline.Unit / 2;

    public static TheoryData<int> Forms => [.. Enumerable.Range(0, FormNames.All.Length)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Cover_AnyDirectionAndPlace_AddsUpToTheArea(int form)
    {
        SeededRandom random = new(3);
        for (int index = 0; index < 100; index++)
        {
            int area = 75 + random.Next(86);
            Outline outline = new((Form)form, area, random.Next(Outline.Turns), Middle + random.Next(Outline.Unit), Middle + random.Next(Outline.Unit));

            double covered = SceneMask.Pixels(outline).Sum(pixel => pixel.Cover) / (double)Outline.FullCover;

            Assert.InRange(covered, area * 0.93, area * 1.07);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Reach_AnyDirection_EndsJustBeyondTheShape(int form)
    {
        for (int turn = 0; turn < Outline.Turns; turn++)
        {
            Outline outline = new((Form)form, 120, turn, Middle, Middle);

            double farthest = SceneMask.Pixels(outline).Max(pixel => Math.Sqrt(
                Square(((pixel.Row + 0.5) * Outline.Unit) - Middle) + Square(((pixel.Column + 0.5) * Outline.Unit) - Middle)));

            Assert.InRange(farthest, outline.Reach - Outline.Unit, outline.Reach + Outline.Unit);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    public void Cover_QuarterTurns_GiveAsManyPicturesAsTheFormHas(int form, int expected)
    {
        string[] pictures = [.. Enumerable.Range(0, 4).Select(quarter => Picture(new Outline((Form)form, 130, quarter * Outline.Turns / 4, Middle, Middle)))];

        Assert.Equal(expected, pictures.Distinct().Count());
    }

    [Fact]
    public void Cover_PixelsInsideAndOutside_AreWholeAndNone()
    {
        Outline circle = new(Form.Circle, 100, 0, Middle, Middle);
        Outline ring = new(Form.Ring, 100, 0, Middle, Middle);

        Assert.Equal(Outline.FullCover, circle.Cover(Scene.Side / 2, Scene.Side / 2));
        Assert.Equal(0, circle.Cover(0, 0));
        Assert.Equal(0, ring.Cover(Scene.Side / 2, Scene.Side / 2));
        Assert.Equal(Outline.FullCover, ring.Cover(Scene.Side / 2, (Scene.Side / 2) + 4));
    }

    private static string Picture(Outline outline) =>
        string.Join(' ', SceneMask.Pixels(outline).Select(pixel => $"{pixel.Row},{pixel.Column},{pixel.Cover}"));

    private static double Square(double value) => value * value;
}
