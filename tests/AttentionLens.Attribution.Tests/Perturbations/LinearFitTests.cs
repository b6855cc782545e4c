using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class LinearFitTests
{
    [Fact]
    public void Solve_LinearValues_GivesTheirCoefficients()
    {
        double[] coefficients = [0.5, -2, 3];
        List<bool[]> rows = [.. Enumerable.Range(0, 8).Select(bits => new[] { (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0 })];
        double[] values = [.. rows.Select(row => 7 + row.Zip(coefficients).Sum(pair => pair.First ? pair.Second : 0))];
        double[] weights = [.. rows.Select((_, index) => 1.0 + index)];

        double[] solution = LinearFit.Solve(rows, values, weights, penalty: 0);

        Assert.Equal([0.5, -2, 3, 7], solution.Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Solve_PartNeverAbsent_GivesItNothing()
    {
        List<bool[]> rows = [[true, true], [true, false]];

        double[] solution = LinearFit.Solve(rows, [5, 3], [1, 1], penalty: 0);

        Assert.Equal(2, solution[1], 1e-9);
        Assert.Equal(3, solution[0] + solution[2], 1e-9);
    }

    [Fact]
    public void Solve_Penalty_DrawsCoefficientsToZero()
    {
        List<bool[]> rows = [[true], [false]];

        double[] solution = LinearFit.Solve(rows, [4, 0], [1, 1], penalty: 10);

        Assert.InRange(solution[0], 0.01, 1);
    }
}
