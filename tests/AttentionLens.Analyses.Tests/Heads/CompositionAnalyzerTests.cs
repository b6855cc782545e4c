using System.Collections.Immutable;
using AttentionLens.Heads;

namespace AttentionLens.Analyses.Tests;

public class CompositionAnalyzerTests
{
    private const int Heads = 2;
    private const int Width = 5;
    private const int HeadWidth = 3;
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(1)];

    [Fact]
    public void Composition_OfTwoHeads_IsTheNormOfTheProductOverTheNorms()
    {
        ImmutableArray<HeadFactors> heads = HeadFactors.Read(Catalog(Heads), Layers);

        double[,] left = Product(Matrix("0.attn.W_V", 1, isOutput: false), Matrix("0.attn.W_O", 1, isOutput: true));
        double[,] queries = Product(Matrix("1.attn.W_Q", 0, isOutput: false), Turned(Matrix("1.attn.W_K", 0, isOutput: false)));
        double[,] values = Product(Matrix("1.attn.W_V", 0, isOutput: false), Matrix("1.attn.W_O", 0, isOutput: true));
        Assert.Equal(Share(left, queries), Composition.ByQuery(heads[1], heads[2]), 6);
        Assert.Equal(Share(left, Turned(queries)), Composition.ByKey(heads[1], heads[2]), 6);
        Assert.Equal(Share(left, values), Composition.ByValue(heads[1], heads[2]), 6);
    }

    [Fact]
    public void Publish_Heads_LinksLaterOnesWithTheStrongestFirst()
    {
        PlantedSink results = PlantedAnalysis.Run(new CompositionAnalyzer(), Layers, [], Catalog(1), ("edges", "5"));

        GraphFigure graph = results.Figure<GraphFigure>("heads/composition");
        Assert.Equal(4, graph.Nodes.Length);
        Assert.Equal(5, graph.Edges.Length);
        Assert.Equal(graph.Edges.OrderByDescending(edge => edge.Weight), graph.Edges);
        Assert.Null(graph.FindProblem());
        Assert.Equal("AL1021", Assert.Single(results.Findings).Descriptor.Id);
    }

    [Fact]
    public void Publish_ModelThatShowsNoWeights_DrawsNothing() =>
        Assert.Empty(PlantedAnalysis.Run(new CompositionAnalyzer(), Layers, [], WeightCatalog.Empty).Ids);

    [Fact]
    public void SingularValues_OfAHead_HaveTheNormAndTheDeterminantOfItsMatrix()
    {
        HeadFactors head = HeadFactors.Read(Catalog(Heads), Layers)[0];
        double[,] written = Product(Matrix("0.attn.W_V", 0, isOutput: false), Matrix("0.attn.W_O", 0, isOutput: true));

        double[] values = SingularValues.Of(head.Value, head.Output);

        Assert.InRange(values.Length, 1, HeadWidth);
        Assert.Equal(values.OrderDescending(), values);
        Assert.Equal(Norm(written), Math.Sqrt(values.Sum(value => value * value)), 5);
        Assert.Equal(Norm(Product(Turned(written), written)), Math.Sqrt(values.Sum(value => Math.Pow(value, 4))), 3);
    }

    [Theory]
    [InlineData(new double[] { 2, 2, 2 }, 3)]
    [InlineData(new double[] { 5, 0 }, 1)]
    public void EffectiveRank_OfEvenValues_IsTheirNumber(double[] values, double expected) => Assert.Equal(expected, SingularValues.EffectiveRank(values), 9);

    [Fact]
    public void Spectra_Heads_AreDrawnLayerByLayer()
    {
        PlantedSink results = PlantedAnalysis.Run(new SpectraAnalyzer(), Layers, [], Catalog(1));

        Assert.Equal(["heads/spectra/layer-0", "heads/spectra/layer-1"], results.Ids);
        ChartFigure figure = results.Figure<ChartFigure>("heads/spectra/layer-1");
        Assert.All(figure.Panels.Cast<CurvePanel>(), panel => Assert.Equal(["head 0", "head 1"], panel.Curves.Select(curve => curve.Name)));
        Assert.Null(figure.FindProblem());
        Assert.Equal("AL1022", Assert.Single(results.Findings).Descriptor.Id);
    }

    private static WeightCatalog Catalog(int shared) => new(Layers.SelectMany((_, layer) => new[] { "W_Q", "W_K", "W_V", "W_O" }.Select(name =>
    {
        bool isOutput = name == "W_O";
        int heads = name is "W_K" or "W_V" ? shared : Heads;
        ImmutableArray<int> shape = isOutput ? [heads, HeadWidth, Width] : [heads, Width, HeadWidth];
        ImmutableArray<Axis> axes = isOutput ? [Axis.Head, Axis.HeadWidth, Axis.Width] : [Axis.Head, Axis.Width, Axis.HeadWidth];
        return new ModelWeight($"blocks.{layer}.attn.{name}", new TensorSpec(axes, "weight"), shape, () => [.. Enumerable.Range(0, heads * Width * HeadWidth).Select(index => Number($"{layer}.attn.{name}", index))]);
    })));

    private static float Number(string name, int index) => ((((index + 3) * (name[0] + (7 * name[^1]))) % 23) - 11) / 10f;

    private static double[,] Matrix(string name, int head, bool isOutput)
    {
        double[,] matrix = isOutput ? new double[HeadWidth, Width] : new double[Width, HeadWidth];
        for (int index = 0; index < matrix.Length; index++)
        {
            matrix[index / matrix.GetLength(1), index % matrix.GetLength(1)] = Number(name, (head * matrix.Length) + index);
        }

        return matrix;
    }

    private static double[,] Turned(double[,] matrix)
    {
        double[,] turned = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                turned[column, row] = matrix[row, column];
            }
        }

        return turned;
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        double[,] product = new double[left.GetLength(0), right.GetLength(1)];
        for (int row = 0; row < left.GetLength(0); row++)
        {
            for (int column = 0; column < right.GetLength(1); column++)
            {
                product[row, column] = Enumerable.Range(0, left.GetLength(1)).Sum(inner => left[row, inner] * right[inner, column]);
            }
        }

        return product;
    }

    private static double Share(double[,] left, double[,] right) => Norm(Product(left, right)) / (Norm(left) * Norm(right));

    private static double Norm(double[,] matrix) => Math.Sqrt(matrix.Cast<double>().Sum(value => value * value));
}
