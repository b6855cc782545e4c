namespace AttentionLens.Tests;

public sealed class QuadratureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(51)]
    [InlineData(400)]
    public void Legendre_PolynomialsItIsExactFor_GivesTheirIntegrals(int nodes)
    {
        Quadrature rule = Quadrature.Legendre(nodes);

        Assert.Equal(rule.Nodes.Order(), rule.Nodes);
        Assert.All(rule.Nodes, node => Assert.InRange(node, double.Epsilon, 1 - 1e-9));
        foreach (int power in (int[])[0, 1, 2, (2 * nodes) - 1])
        {
            double integral = rule.Nodes.Zip(rule.Weights, (node, weight) => weight * Math.Pow(node, power)).Sum();
            Assert.Equal(power > (2 * nodes) - 1 ? integral : 1.0 / (power + 1), integral, 1e-13);
        }
    }

    [Theory]
    [InlineData("trapezoid", 0, 1, 0.8)]
    [InlineData("left", 0, 0.8, 1)]
    [InlineData("right", 0.2, 1, 1)]
    [InlineData("middle", 0.1, 0.9, 1)]
    [InlineData("gauss-legendre", 0.046910077, 0.953089923, 1)]
    public void Of_FiveNodes_HasTheRulesEndsAndWeight(string name, double first, double last, double sum)
    {
        Quadrature rule = Quadrature.Of(name, 5);

        Assert.Equal(first, rule.Nodes[0], 1e-9);
        Assert.Equal(last, rule.Nodes[^1], 1e-9);
        Assert.Equal(sum, rule.Weights.Sum(), 1e-12);
    }

    [Fact]
    public void Of_TrapezoidOfOneNode_SaysWhatItNeeds() =>
        Assert.Contains("at least 2", Assert.Throws<LensInputException>(() => Quadrature.Of("trapezoid", 1)).Message, StringComparison.Ordinal);
}
