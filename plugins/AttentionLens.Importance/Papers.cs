namespace AttentionLens.Importance;

/// <summary>The papers that the methods come from.</summary>
internal static class Papers
{
    public static Citation Michel2019 { get; } = new("Michel, Levy and Neubig", 2019, "Are Sixteen Heads Really Better than One?");

    public static Citation Molchanov2017 { get; } =
        new("Molchanov, Tyree, Karras, Aila and Kautz", 2017, "Pruning Convolutional Neural Networks for Resource Efficient Inference");

    public static Citation Voita2019 { get; } = new(
        "Voita, Talbot, Moiseev, Sennrich and Titov", 2019, "Analyzing Multi-Head Self-Attention: Specialized Heads Do the Heavy Lifting, the Rest Can Be Pruned");

    public static Citation Louizos2018 { get; } = new("Louizos, Welling and Kingma", 2018, "Learning Sparse Neural Networks through L0 Regularization");

    public static Citation Sundararajan2017 { get; } = new("Sundararajan, Taly and Yan", 2017, "Axiomatic Attribution for Deep Networks");

    public static Citation Castro2009 { get; } =
        new("Castro, Gómez and Tejada", 2009, "Polynomial Calculation of the Shapley Value Based on Sampling");

    public static Citation Achtibat2024 { get; } = new(
        "Achtibat, Hatefi, Dreyer, Jain, Wiegand, Lapuschkin and Samek", 2024, "AttnLRP: Attention-Aware Layer-Wise Relevance Propagation for Transformers");
}
