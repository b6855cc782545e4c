namespace AttentionLens.Rendering;

/// <summary>How large the cells of a matrix are drawn, and whether as shapes or as one picture.</summary>
internal readonly record struct CellSize(double Width, double Height, bool IsPicture, bool ShowsNumbers)
{
    /// <summary>Whether cells hold texts above their numbers.</summary>
    public bool ShowsTexts { get; private init; }

    /// <summary>The most pixels along a side of a picture.</summary>
    public const int MostPixels = 1024;

    private const int MostShapes = 1024;
    private const int MostNumbers = 12;
    private const double NumberSize = 11;
    private const double SmallNumberSize = 9;
    private const int MostTextColumns = 40;
    private const int MostTextRows = 64;
    private const double TextHeight = 32;
    private const double NarrowestText = 40;
    private const double WidestText = 88;
    private const double TextFigureWidth = 1280;
    private const double FigureSide = 720;
    private const double ShorterShare = 0.45;

    /// <summary>The cells of a matrix that has a figure to itself, with room for its texts where it has any and there are not too many.</summary>
    public static CellSize For(MatrixFigure figure)
    {
        (int rows, int columns) = (figure.Rows.Labels.Length, figure.Columns.Labels.Length);
        if (figure.CellTexts.IsEmpty || rows > MostTextRows || columns > MostTextColumns)
        {
            return Plain(figure, rows, columns);
        }

        // Texts can be shortened, numbers cannot.
        double number = Math.Ceiling((WidestNumber(figure) * SmallNumberSize) + 4);
        double room = Math.Max(NarrowestText, Math.Floor(TextFigureWidth / columns));
        if (number > room)
        {
            return Plain(figure, rows, columns);
        }

        double widest = figure.CellTexts.Max(text => TextWidth.Em(VisibleText.Label(text))) * NumberSize;
        double width = Math.Max(number, Math.Clamp(Math.Ceiling(widest + 10), NarrowestText, WidestText));
        return new CellSize(Math.Min(width, room), TextHeight, IsPicture: false, ShowsNumbers: true) { ShowsTexts = true };
    }

    /// <summary>The cells of one of several matrices.</summary>
    public static CellSize ForPanel(int rows, int columns, double longestSide, bool isPicture)
    {
        double cell = longestSide / Math.Max(rows, columns);
        return Thickened(cell >= 2 ? Math.Floor(cell) : cell, rows, columns, longestSide, isPicture);
    }

    private static CellSize Plain(MatrixFigure figure, int rows, int columns)
    {
        int side = Math.Max(rows, columns);
        if (side <= MostNumbers)
        {
            double widest = WidestNumber(figure) * NumberSize;
            double width = Math.Max(44, Math.Ceiling(widest + 10));
            return new CellSize(width, Math.Min(width, 34), IsPicture: false, ShowsNumbers: true);
        }

        if (rows * (long)columns <= MostShapes && side <= 64)
        {
            return Thickened(Math.Clamp(Math.Floor(576.0 / side), 12, 28), rows, columns, FigureSide, isPicture: false);
        }

        // Whole units for each cell keep all cells equally wide; longer sides shrink to what one picture holds.
        double cell = side <= 512 ? Math.Max(2, Math.Floor(FigureSide / side)) : 1.0 / MatrixImage.BlockSize(rows, columns, MostPixels);
        return Thickened(cell, rows, columns, FigureSide, isPicture: true);
    }

    private static double WidestNumber(MatrixFigure figure) => figure.Values.Max(value => TextWidth.Em(NumberText.Cell(value, figure.Scale)));

    // A matrix of far more columns than rows, or the other way, would otherwise be a thread.
    private static CellSize Thickened(double cell, int rows, int columns, double longestSide, bool isPicture)
    {
        double shorter = Math.Max(28, ShorterShare * longestSide);
        return new(Math.Max(cell, Math.Min(14, shorter / columns)), Math.Max(cell, Math.Min(14, shorter / rows)), isPicture, ShowsNumbers: false);
    }
}
