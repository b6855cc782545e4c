namespace AttentionLens.Attribution;

/// <summary>The papers that the methods come from.</summary>
internal static class Papers
{
    public static Citation Broyden1965 { get; } = new("Broyden", 1965, "A Class of Methods for Solving Nonlinear Simultaneous Equations");

    public static Citation Simonyan2014 { get; } =
        new("Simonyan, Vedaldi and Zisserman", 2014, "Deep Inside Convolutional Networks: Visualising Image Classification Models and Saliency Maps");

    public static Citation Sundararajan2017 { get; } = new("Sundararajan, Taly and Yan", 2017, "Axiomatic Attribution for Deep Networks");

    public static Citation Dhamdhere2019 { get; } = new("Dhamdhere, Sundararajan and Yan", 2019, "How Important Is a Neuron?");

    public static Citation Leino2018 { get; } =
        new("Leino, Sen, Datta, Fredrikson and Li", 2018, "Influence-Directed Explanations for Deep Convolutional Networks");

    public static Citation Smilkov2017 { get; } =
        new("Smilkov, Thorat, Kim, Viégas and Wattenberg", 2017, "SmoothGrad: Removing Noise by Adding Noise");

    public static Citation Adebayo2018 { get; } =
        new("Adebayo, Gilmer, Goodfellow and Kim", 2018, "Local Explanation Methods for Deep Neural Networks Lack Sensitivity to Parameter Values");

    public static Citation Erion2021 { get; } =
        new("Erion, Janizek, Sturmfels, Lundberg and Lee", 2021, "Improving Performance of Deep Learning Models with Axiomatic Attribution Priors and Expected Gradients");

    public static Citation Lundberg2017 { get; } = new("Lundberg and Lee", 2017, "A Unified Approach to Interpreting Model Predictions");

    public static Citation Enguehard2023 { get; } =
        new("Enguehard", 2023, "Sequential Integrated Gradients: A Simple but Effective Method for Explaining Language Models");

    public static Citation Michel2019 { get; } = new("Michel, Levy and Neubig", 2019, "Are Sixteen Heads Really Better than One?");

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

    public static Citation Ferrando2022Translation { get; } = new(
        "Ferrando, Gállego, Alastruey, Escolano and Costa-jussà", 2022, "Towards Opening the Black Box of Neural Machine Translation: Source and Target Interpretations of the Transformer");

    public static Citation Zeiler2014 { get; } = new("Zeiler and Fergus", 2014, "Visualizing and Understanding Convolutional Networks");

    public static Citation Li2016 { get; } = new("Li, Monroe and Jurafsky", 2016, "Understanding Neural Networks through Representation Erasure");

    public static Citation Castro2009 { get; } = new("Castro, Gómez and Tejada", 2009, "Polynomial calculation of the Shapley value based on sampling");

    public static Citation Ribeiro2016 { get; } = new("Ribeiro, Singh and Guestrin", 2016, "\"Why Should I Trust You?\": Explaining the Predictions of Any Classifier");

    public static Citation Achtibat2024 { get; } =
        new("Achtibat, Hatefi, Dreyer, Jain, Wiegand, Lapuschkin and Samek", 2024, "AttnLRP: Attention-Aware Layer-Wise Relevance Propagation for Transformers");

    public static Citation Ali2022 { get; } =
        new("Ali, Schnake, Eberle, Montavon, Müller and Wolf", 2022, "XAI for Transformers: Better Explanations through Conservative Propagation");

    public static Citation Bach2015 { get; } =
        new("Bach, Binder, Montavon, Klauschen, Müller and Samek", 2015, "On Pixel-Wise Explanations for Non-Linear Classifier Decisions by Layer-Wise Relevance Propagation");

    public static Citation Montavon2019 { get; } =
        new("Montavon, Binder, Lapuschkin, Samek and Müller", 2019, "Layer-Wise Relevance Propagation: An Overview");

    public static Citation CheferCvpr2021 { get; } =
        new("Chefer, Gur and Wolf", 2021, "Transformer Interpretability Beyond Attention Visualization");

    public static Citation Nostalgebraist2020 { get; } = new("nostalgebraist", 2020, "interpreting GPT: the logit lens");

    public static Citation Belrose2023 { get; } = new(
        "Belrose, Ostrovsky, McKinney, Furman, Smith, Halawi, Biderman and Steinhardt", 2023, "Eliciting Latent Predictions from Transformers with the Tuned Lens");

    public static Citation Elhage2021 { get; } = new(
        "Elhage, Nanda, Olsson, Henighan, Joseph, Mann and others", 2021, "A Mathematical Framework for Transformer Circuits");

    public static Citation Wang2023 { get; } = new(
        "Wang, Variengien, Conmy, Shlegeris and Steinhardt", 2023, "Interpretability in the Wild: a Circuit for Indirect Object Identification in GPT-2 Small");

    public static Citation Vig2020 { get; } = new(
        "Vig, Gehrmann, Belinkov, Qian, Nevo, Singer and Shieber", 2020, "Investigating Gender Bias in Language Models Using Causal Mediation Analysis");

    public static Citation Meng2022 { get; } = new("Meng, Bau, Andonian and Belinkov", 2022, "Locating and Editing Factual Associations in GPT");

    public static Citation Mohebbi2023 { get; } = new("Mohebbi, Zuidema, Chrupała and Alishahi", 2023, "Quantifying Context Mixing in Transformers");

    public static Citation GoldowskyDill2023 { get; } = new("Goldowsky-Dill, MacLeod, Sato and Arora", 2023, "Localizing Model Behavior with Path Patching");

    public static Citation Nanda2023 { get; } = new("Nanda", 2023, "Attribution Patching: Activation Patching At Industrial Scale");

    public static Citation Syed2023 { get; } = new("Syed, Rager and Conmy", 2023, "Attribution Patching Outperforms Automated Circuit Discovery");
}
