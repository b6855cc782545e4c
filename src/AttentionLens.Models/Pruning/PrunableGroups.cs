namespace AttentionLens.Models;

/// <summary>Says which heads of a model must be cut out together.</summary>
public static class PrunableGroups
{
    /// <summary>How many query heads share one key/value head in an attention sublayer; 1 where none are shared.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sublayer">The sublayer's name, for instance <c>blocks.0.attn</c>.</param>
    /// <exception cref="LensInputException">The model has no such sublayer.</exception>
    public static int SizeIn(TransformerModel model, string sublayer)
    {
        AttentionLayer layer = model.Blocks.SelectMany(block => block.Parts).Select(part => part.Sublayer).OfType<AttentionLayer>().FirstOrDefault(layer => layer.Name == sublayer)
            ?? throw new LensInputException($"The model has no attention sublayer '{sublayer}'.");
        return layer.Settings.Heads / layer.Settings.KeyValueHeads;
    }
}
