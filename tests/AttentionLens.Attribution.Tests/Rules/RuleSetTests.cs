namespace AttentionLens.Attribution.Tests.Rules;

/// <summary>Names, parameters and equality of rule sets.</summary>
public sealed class RuleSetTests
{
    [Fact]
    public void Name_UsualParameters_IsThePlainName()
    {
        Assert.Equal("attnlrp", new AttnLrpRules().Name);
        Assert.Equal("cp-lrp", new CpLrpRules().Name);
        Assert.Equal("lrp-epsilon", new EpsilonLrpRules().Name);
        Assert.Equal("lrp-gamma", new GammaLrpRules().Name);
        Assert.Equal("lrp-alpha-beta", new AlphaBetaLrpRules().Name);
        Assert.Equal("chefer-lrp", new CheferLrpRules().Name);
    }

    [Fact]
    public void Name_OtherParameters_SaysThem()
    {
        Assert.Equal("lrp-epsilon(epsilon=0.25)", new EpsilonLrpRules(0.25f).Name);
        Assert.Equal("lrp-gamma(gamma=0,patch=0.1)", new GammaLrpRules(0, 0.1f).Name);
        Assert.Equal("lrp-alpha-beta(alpha=1,beta=0)", new AlphaBetaLrpRules(1, 0).Name);
    }

    [Fact]
    public void UsualParameters_AreThoseOfTheDocumentation()
    {
        Assert.Equal(new EpsilonLrpRules(1e-6f), new EpsilonLrpRules());
        Assert.Equal(new GammaLrpRules(gamma: 0.05f, patchGamma: 0.25f), new GammaLrpRules());
        Assert.Equal(new AlphaBetaLrpRules(alpha: 2, beta: 1), new AlphaBetaLrpRules());
    }

    [Fact]
    public void Equals_OtherParametersOrKinds_AreDifferent()
    {
        Assert.NotEqual(new EpsilonLrpRules(), new EpsilonLrpRules(0.5f));
        Assert.NotEqual<LrpRules>(new AttnLrpRules(), new CpLrpRules());
        Assert.Equal(new GammaLrpRules(0.5f, 0.5f).GetHashCode(), new GammaLrpRules(0.5f, 0.5f).GetHashCode());
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void EpsilonLrpRules_EpsilonThatCannotBe_IsRefused(float epsilon) =>
        AssertRefused("epsilon", () => new EpsilonLrpRules(epsilon));

    [Theory]
    [InlineData(-0.1f, 0f, "gamma")]
    [InlineData(0f, float.NaN, "patchGamma")]
    public void GammaLrpRules_GammaThatCannotBe_IsRefused(float gamma, float patchGamma, string named) =>
        AssertRefused(named, () => new GammaLrpRules(gamma, patchGamma));

    [Theory]
    [InlineData(2f, 0.5f, "alpha")]
    [InlineData(0.5f, -0.5f, "beta")]
    [InlineData(float.NaN, 1f, "alpha")]
    [InlineData(2f, float.PositiveInfinity, "beta")]
    public void AlphaBetaLrpRules_ParametersThatLoseRelevance_AreRefused(float alpha, float beta, string named) =>
        AssertRefused(named, () => new AlphaBetaLrpRules(alpha, beta));

    private static void AssertRefused(string named, Func<object> create)
    {
        string message = Assert.Throws<LensInputException>(create).Message;
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
