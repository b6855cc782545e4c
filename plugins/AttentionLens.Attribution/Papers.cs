namespace AttentionLens.Attribution;

/// <summary>The papers that the methods come from.</summary>
internal static class Papers
{
    public static Citation Simonyan2014 { get; } =
        new("Simonyan, Vedaldi and Zisserman", 2014, "Deep Inside Convolutional Networks: Visualising Image Classification Models and Saliency Maps");

    public static Citation Shrikumar2017 { get; } =
        new("Shrikumar, Greenside and Kundaje", 2017, "Learning Important Features Through Propagating Activation Differences");
}
