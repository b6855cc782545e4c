using AttentionLens;
using AttentionLens.Gallery;

if (args is not [string checkout])
{
    await Console.Error.WriteLineAsync("usage: AttentionLens.Gallery CHECKOUT");
    return 2;
}

try
{
    await GalleryMaker.MakeAsync(Path.Combine(checkout, "docs"), threads: null, CancellationToken.None);
    return 0;
}
catch (LensException exception)
{
    await Console.Error.WriteLineAsync($"error: {exception.Message}");
    return 2;
}
