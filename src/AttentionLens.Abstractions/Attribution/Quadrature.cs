using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A rule for integrals from 0 to 1, for instance along the path from a baseline to an input.</summary>
/// <param name="Nodes">The places in [0, 1], rising.</param>
/// <param name="Weights">A weight for each.</param>
public sealed record Quadrature(ImmutableArray<double> Nodes, ImmutableArray<double> Weights)
{
    private const string GaussLegendre = "gauss-legendre";
    private const string Trapezoid = "trapezoid";
    private const string Middle = "middle";
    private const string Left = "left";
    private const string Right = "right";

    /// <summary>The setting by which users choose.</summary>
    /// <value>gauss-legendre by default.</value>
    public static ChoiceOption Option { get; } =
        new("rule", "How the integral along the path is approximated.", GaussLegendre, [GaussLegendre, Trapezoid, Middle, Left, Right]);

    /// <summary>The rule of a name.</summary>
    /// <param name="rule">The name, as <see cref="Option"/> offers it.</param>
    /// <param name="nodes">How many nodes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No rule has the name.</exception>
    /// <exception cref="LensInputException">The trapezoid rule has no two ends.</exception>
    public static Quadrature Of(string rule, int nodes) => rule switch
    {
        GaussLegendre => Legendre(nodes),
        Trapezoid when nodes < 2 => throw new LensInputException($"Option 'steps' has the value '{nodes}'; expected at least 2 with rule=trapezoid, which evaluates both ends."),
        Trapezoid => Even(0, nodes - 1, nodes) with
        {
            // The weights add to 1 - 1/n, not to 1: what other implementations compute under this name.
            Weights = [.. Enumerable.Range(0, nodes).Select(node => (node == 0 || node == nodes - 1 ? 0.5 : 1) / nodes)],
        },
        Middle => Even(0.5, nodes, nodes),
        Left => Even(0, nodes, nodes),
        Right => Even(1, nodes, nodes),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Expected a known rule."),
    };

    /// <summary>The Gauss-Legendre rule.</summary>
    /// <param name="nodes">How many nodes, at least 1.</param>
    public static Quadrature Legendre(int nodes)
    {
        double[] places = new double[nodes];
        double[] weights = new double[nodes];
        for (int index = 0; index < (nodes + 1) / 2; index++)
        {
            (double root, double slope) = Root(nodes, index);
            double weight = 1 / ((1 - (root * root)) * slope * slope);
            (places[index], weights[index]) = ((1 - root) / 2, weight);
            (places[nodes - 1 - index], weights[nodes - 1 - index]) = ((1 + root) / 2, weight);
        }

        return new Quadrature([.. places], [.. weights]);
    }

    private static Quadrature Even(double first, int parts, int nodes) => new(
        [.. Enumerable.Range(0, nodes).Select(node => (node + first) / parts)], [.. Enumerable.Repeat(1.0 / nodes, nodes)]);

    /// <summary>A root of the Legendre polynomial in [0, 1), the largest first, and the slope there, by Newton's method.</summary>
    private static (double Root, double Slope) Root(int degree, int index)
    {
        double root = 2 * index == degree - 1 ? 0 : Math.Cos(Math.PI * (index + 0.75) / (degree + 0.5));
        double slope = 0;
        for (int iteration = 0; iteration < 100; iteration++)
        {
            (double value, slope) = Polynomial(degree, root);
            double change = value / slope;
            root -= change;
            if (Math.Abs(change) < 1e-16)
            {
                break;
            }
        }

        return (root, slope);
    }

    private static (double Value, double Slope) Polynomial(int degree, double place)
    {
        double before = 1;
        double value = place;
        for (int order = 2; order <= degree; order++)
        {
            (before, value) = (value, ((((2 * order) - 1) * place * value) - ((order - 1) * before)) / order);
        }

        return (value, degree * (before - (place * value)) / (1 - (place * place)));
    }
}
