namespace AttentionLens.Testing.Circuits;

/// <summary>The part of a GPT-2 block's attention weights that belongs to one head. Matrices are [input, output]; the joint one has queries, keys and values side by side.</summary>
internal sealed class PlantedHeadWeights(float[] project, float[] bias, float[] output, int width, int first, int headWidth)
{
    /// <summary>A query that every position has.</summary>
    public void Asks(int component, float value) => bias[Place(0, component)] = value;

    public void Query(int feature, int component, float value) => Project(feature, 0, component, value);

    public void Key(int feature, int component, float value) => Project(feature, 1, component, value);

    public void Value(int feature, int component, float value) => Project(feature, 2, component, value);

    public void Output(int component, int feature, float value) => output[((first + Checked(component)) * width) + feature] = value;

    private void Project(int feature, int part, int component, float value) => project[(feature * 3 * width) + Place(part, component)] = value;

    private int Place(int part, int component) => (part * width) + first + Checked(component);

    private int Checked(int component) => component < headWidth
        ? component
        : throw new ArgumentOutOfRangeException(nameof(component), component, $"A head has {headWidth} components.");
}
