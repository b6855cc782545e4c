namespace AttentionLens.Numerics.KernelGenerator;

/// <summary>One vector width and the largest tile that its registers hold.</summary>
internal sealed class TileWidth
{
    public TileWidth(string className, string? vector, int lanes, int maximumRows, int packStep, int registers)
    {
        ClassName = className;
        Vector = vector;
        Lanes = lanes;
        MaximumRows = maximumRows;
        PackStep = packStep;
        Registers = registers;
    }

    public string ClassName { get; }

    /// <summary>The vector type without its element, or null for plain floats.</summary>
    public string? Vector { get; }

    public int Lanes { get; }

    public int MaximumRows { get; }

    /// <summary>The distance between two steps of a packed left operand.</summary>
    public int PackStep { get; }

    public int Registers { get; }

    /// <summary>Vectors side by side in a full tile.</summary>
    public int TileVectors => Vector is null ? 4 : 2;

    public string Type => Vector is null ? "float" : Vector + "<float>";
}
