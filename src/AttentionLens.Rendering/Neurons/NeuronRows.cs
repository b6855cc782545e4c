using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>The keys of a neuron view that are shown, and their products with the query.</summary>
internal sealed class NeuronRows
{
    private const int MostKeys = 64;
    private const float Masked = -1e30f;
    private readonly NeuronViewFigure _figure;

    public NeuronRows(NeuronViewFigure figure)
    {
        _figure = figure;
        Keys = [.. StrongestValues.Of(figure.Weights, MostKeys).Order()];
        int width = figure.Query.Length;
        Vectors = [.. Keys.SelectMany(key => figure.KeyVectors.AsSpan(key * width, width).ToArray())];
        Products = [.. Vectors.Select((element, index) => element * figure.Query[index % width])];
    }

    /// <summary>The keys in the order of the text.</summary>
    public ImmutableArray<int> Keys { get; }

    /// <summary>The keys' elements, [row, element].</summary>
    public ImmutableArray<float> Vectors { get; }

    /// <summary>The keys' elements times the query's, [row, element].</summary>
    public ImmutableArray<float> Products { get; }

    /// <summary>The sum of a row's products.</summary>
    public double Dot(int row)
    {
        double sum = 0;
        foreach (float product in Products.AsSpan(row * _figure.Query.Length, _figure.Query.Length))
        {
            sum += product;
        }

        return sum;
    }

    /// <summary>A key's score, or that it is masked.</summary>
    public string Score(int row)
    {
        float score = _figure.Scores[Keys[row]];
        return score > Masked ? NumberText.Cell(score) : "masked";
    }

    /// <summary>A row in words: its numbers, and the elements that add most.</summary>
    public string Summary(int row, string token)
    {
        int width = _figure.Query.Length;
        ImmutableArray<float> products = [.. Products.AsSpan(row * width, width)];
        string strongest = string.Join(", ", StrongestValues.Of(products, 3).Select(element => $"element {element} {NumberText.Short(products[element])}"));
        return $"{Reading.Isolated(token)}: q · k {NumberText.Short(Dot(row))}, score {Score(row)}, probability {NumberText.Short(_figure.Weights[Keys[row]])}; {strongest}";
    }
}
