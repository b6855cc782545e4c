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

    public static Citation Kobayashi2020 { get; } =
        new("Kobayashi, Kuribayashi, Yokoi and Inui", 2020, "Attention is Not Only a Weight: Analyzing Transformers with Vector Norms");

    public static Citation Kobayashi2021 { get; } =
        new("Kobayashi, Kuribayashi, Yokoi and Inui", 2021, "Incorporating Residual and Normalization Layers into Analysis of Masked Language Models");

    public static Citation Modarressi2022 { get; } = new(
        "Modarressi, Fayyaz, Yaghoobzadeh and Pilehvar", 2022, "GlobEnc: Quantifying Global Token Attribution by Incorporating the Whole Encoder Layer in Transformers");

    public static Citation Modarressi2023 { get; } = new(
        "Modarressi, Fayyaz, Aghazadeh, Yaghoobzadeh and Pilehvar", 2023, "DecompX: Explaining Transformers Decisions by Propagating Token Decomposition");

    public static Citation Ferrando2022 { get; } = new("Ferrando, Gállego and Costa-jussà", 2022, "Measuring the Mixing of Contextual Information in the Transformer");
}
