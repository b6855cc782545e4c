namespace AttentionLens.Engine.Tests;

public sealed class SensitivityMaxTests
{
    [Fact]
    public void Of_TwoNoises_IsTheLargerRelativeChange() => Assert.Equal(0.5, SensitivityMax.Of([3, 4], [[3, 5], [3, 6.5f], [3, 4]])!.Value, 12);

    [Fact]
    public void Of_NoScores_IsNotThere() => Assert.Null(SensitivityMax.Of([0, 0], [[1, 2]]));
}
