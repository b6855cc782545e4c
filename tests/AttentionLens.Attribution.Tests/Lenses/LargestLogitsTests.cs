using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class LargestLogitsTests
{
    [Fact]
    public void Read_EqualLogits_TakesTheFirstClass()
    {
        LargestLogits largest = new(3);

        largest.Read([1, 4, 4, -2, 4]);

        Assert.Equal([1, 2, 4], largest.Classes);
    }

    [Fact]
    public void Read_AfterLargerRow_ForgetsIt()
    {
        LargestLogits largest = new(2);
        largest.Read([9, 8, 7]);

        largest.Read([-1, -3, -2]);

        Assert.Equal([0, 2], largest.Classes);
        Assert.Equal([-1, -2], largest.Logits);
    }

    [Fact]
    public void Read_NotANumber_EndsWithinTheRow()
    {
        LargestLogits largest = new(2);

        largest.Read([float.NaN, 3, float.NaN]);

        Assert.All(largest.Classes.ToArray(), index => Assert.InRange(index, 0, 2));
    }
}
