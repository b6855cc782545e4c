namespace AttentionLens;

/// <summary>A cell of a table: a text or a number.</summary>
public readonly record struct TableCell
{
    /// <summary>Creates a cell with a text.</summary>
    /// <param name="text">The text.</param>
    public TableCell(string text) => Text = text;

    /// <summary>Creates a cell with a number.</summary>
    /// <param name="number">The number.</param>
    public TableCell(double number) => Number = number;

    /// <summary>The text, or null where the cell holds a number.</summary>
    public string? Text { get; }

    /// <summary>The number, or null where the cell holds a text.</summary>
    public double? Number { get; }
}
