namespace AttentionLens.Attribution;

/// <summary>Reads the residual stream behind every block as if it were the last.</summary>
/// <remarks>Source: nostalgebraist 2020; Belrose et al. 2023, section 2, for what it does not say.</remarks>
public sealed class LogitLensMethod : LensMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("logit-lens", "What the model would say if it stopped behind each block.", AttributionKind.Lens)
        {
            IsSigned = true,
            Aggregation = "logit of the explained class",
            Sources = [Papers.Nostalgebraist2020, Papers.Belrose2023],
        };

    private protected override RowTranslation Translation(AttributionContext context, int layers, int width) => static (_, _) => { };
}
