namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>Angles are rounded where the reference rounds them.</summary>
public sealed class RotaryTableTests
{
    [Fact]
    public void Frequencies_PowersOfTen_AreRoundedOnce() => Assert.Equal([1f, 0.1f, 0.01f, 0.001f], RotaryTable.Frequencies(8, 10_000));

    [Theory]
    [InlineData(1)]
    [InlineData(8_191)]
    [InlineData(131_071)]
    public void Rotate_FarPosition_TurnsByTheRoundedAngle(int position)
    {
        using Tape tape = new(isRecording: false);
        float[] frequencies = RotaryTable.Frequencies(6, 10_000);
        Variable x = tape.Input(SeededNumbers.Of([1, 1, 1, 0, 0, 0], 1, 1, 1, 6));

        Variable y = tape.Rotate(OperationCases.Info(OperationKind.Rotation), x, new RotaryTable(frequencies), [position]);

        for (int pair = 0; pair < frequencies.Length; pair++)
        {
            float angle = (float)((double)position * frequencies[pair]);
            Assert.Equal((float)Math.Cos(angle), y.Value.Span[pair]);
            Assert.Equal((float)Math.Sin(angle), y.Value.Span[pair + 3]);
        }
    }
}
