namespace AttentionLens.Attribution;

/// <summary>The papers that the methods come from.</summary>
internal static class Papers
{
    public static Citation Simonyan2014 { get; } =
        new("Simonyan, Vedaldi and Zisserman", 2014, "Deep Inside Convolutional Networks: Visualising Image Classification Models and Saliency Maps");

    public static Citation Shrikumar2017 { get; } =
        new("Shrikumar, Greenside and Kundaje", 2017, "Learning Important Features Through Propagating Activation Differences");

    public static Citation Jain2019 { get; } = new("Jain and Wallace", 2019, "Attention is not Explanation");

    public static Citation Abnar2020 { get; } = new("Abnar and Zuidema", 2020, "Quantifying Attention Flow in Transformers");

    public static Citation CheferIccv2021 { get; } =
        new("Chefer, Gur and Wolf", 2021, "Generic Attention-model Explainability for Interpreting Bi-Modal and Encoder-Decoder Transformers");
}
