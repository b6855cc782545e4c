namespace AttentionLens.Samples.Tests;

public sealed class ShadeTests
{
    [Theory]
    [InlineData(0, 255, 0, 0)]
    [InlineData(256, 255, 255, 0)]
    [InlineData(512, 0, 255, 0)]
    [InlineData(768, 0, 255, 255)]
    [InlineData(1024, 0, 0, 255)]
    [InlineData(1280, 255, 0, 255)]
    [InlineData(128, 255, 127, 0)]
    [InlineData(1408, 255, 0, 127)]
    public void Levels_FullSaturation_AreTheHue(int hue, int red, int green, int blue) =>
        Assert.Equal((red, green, blue), new Shade(hue, 255, 255).Levels);

    [Fact]
    public void Levels_NoSaturation_AreGrey() =>
        Assert.All(Enumerable.Range(0, Shade.Hues), hue => Assert.Equal((77, 77, 77), new Shade(hue, 0, 77).Levels));

    [Theory]
    [InlineData(0, "red")]
    [InlineData(1535, "red")]
    [InlineData(256, "yellow")]
    [InlineData(512, "green")]
    [InlineData(768, "cyan")]
    [InlineData(1024, "blue")]
    [InlineData(1280, "magenta")]
    public void Name_Hue_IsItsColor(int hue, string name) => Assert.Equal(name, new Shade(hue, 200, 200).Name);
}
