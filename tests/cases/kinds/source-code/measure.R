# 读入水温，画图
data <- read.csv("data.csv", fileEncoding = "UTF-8")
data$date <- as.Date(data$date)

mean_by_place <- aggregate(temperature ~ place, data = data, FUN = mean)
print(mean_by_place[order(-mean_by_place$temperature), ])

plot(data$date, data$temperature,
     type = "l", col = "steelblue",
     xlab = "日期", ylab = "水温")
abline(h = mean(data$temperature, na.rm = TRUE), lty = 2)
